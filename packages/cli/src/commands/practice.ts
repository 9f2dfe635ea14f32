import type { Command } from 'commander';
import { defineGroup, type Finish } from '../define.ts';
import { checkCommand } from './practice-check.ts';
import { diffCommand } from './practice-diff.ts';
import { newCommand } from './practice-new.ts';
import { showCommand } from './practice-show.ts';
import { testCommand } from './practice-test.ts';

export function practiceCommand(finish: Finish): Command {
  return defineGroup(
    {
      name: 'practice',
      description: 'Writes, checks, tests and compares codes of practice.',
      examples: ['safeward practice new my-practice', 'safeward practice test my-practice'],
    },
    [checkCommand(finish), testCommand(finish), diffCommand(finish), showCommand(finish), newCommand(finish)],
  );
}
