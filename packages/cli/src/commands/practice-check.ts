import type { Command } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import type { CheckOptions } from '../practice/check.ts';

export function checkCommand(finish: Finish): Command {
  return defineCommand({
    name: 'check',
    description: 'Says what is wrong with a code of practice: file, line, column, and a hint.',
    json: 'print one object: ok, practice, findings',
    examples: ['safeward practice check my-practice', 'safeward practice check --strict practices/starter'],
    exits: [EXIT.checkFailed],
  })
    .argument('<dir>', 'the folder of a practice, or its only file')
    .option('--strict', 'fail on warnings as well')
    .action(async (dir: string, options: CheckOptions) => {
      const { check } = await import('../practice/check.ts');
      finish(await check(dir, options));
    });
}
