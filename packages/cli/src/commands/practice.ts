import type { Command } from 'commander';
import { defineGroup, type Finish } from '../define.ts';
import { activateCommand } from './practice-activate.ts';
import { approveCommand } from './practice-approve.ts';
import { checkCommand } from './practice-check.ts';
import { diffCommand } from './practice-diff.ts';
import { endCommand } from './practice-end.ts';
import { listCommand } from './practice-list.ts';
import { newCommand } from './practice-new.ts';
import { rollbackCommand } from './practice-rollback.ts';
import { showCommand } from './practice-show.ts';
import { testCommand } from './practice-test.ts';
import { uploadCommand } from './practice-upload.ts';

export function practiceCommand(finish: Finish): Command {
  return defineGroup(
    {
      name: 'practice',
      description: 'Writes, checks, tests and compares codes of practice, and puts them in force.',
      examples: ['safeward practice new my-practice', 'safeward practice test my-practice'],
    },
    [
      checkCommand(finish),
      testCommand(finish),
      diffCommand(finish),
      showCommand(finish),
      newCommand(finish),
      uploadCommand(finish),
      listCommand(finish),
      activateCommand(finish),
      approveCommand(finish),
      endCommand(finish),
      rollbackCommand(finish),
    ],
  );
}
