import type { Command } from 'commander';
import { defineGroup, type Finish } from '../define.ts';
import { bankMatchCommand } from './bank-match.ts';

export function bankCommand(finish: Finish): Command {
  return defineGroup(
    {
      name: 'bank',
      description: 'Matches against hashes of known content.',
      examples: ['safeward bank match --base known.bin --queries uploads.bin'],
    },
    [bankMatchCommand(finish)],
  );
}
