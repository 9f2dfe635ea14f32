import type { Command } from 'commander';
import { defineGroup, type Finish } from '../define.ts';
import { evidenceExportCommand } from './evidence-export.ts';
import { evidenceFsckCommand } from './evidence-fsck.ts';
import { evidenceVerifyCommand } from './evidence-verify.ts';

export function evidenceCommand(finish: Finish): Command {
  return defineGroup(
    {
      name: 'evidence',
      description: 'Makes evidence packs, verifies them without a server, and checks the whole log.',
      examples: [
        'safeward evidence export --since 30d --actor u1 --out pack.zip',
        'safeward evidence verify pack.zip --key log.vkey',
      ],
    },
    [evidenceExportCommand(finish), evidenceVerifyCommand(finish), evidenceFsckCommand(finish)],
  );
}
