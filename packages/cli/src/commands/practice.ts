import { Command } from 'commander';
import type { Finish } from '../define.ts';
import { checkCommand } from './practice-check.ts';
import { diffCommand } from './practice-diff.ts';
import { newCommand } from './practice-new.ts';
import { showCommand } from './practice-show.ts';
import { testCommand } from './practice-test.ts';

export function practiceCommand(finish: Finish): Command {
  const command = new Command('practice').description(
    'Writes, checks, tests and compares codes of practice.',
  );
  for (const part of [checkCommand, testCommand, diffCommand, showCommand, newCommand]) {
    command.addCommand(part(finish));
  }
  return command;
}
