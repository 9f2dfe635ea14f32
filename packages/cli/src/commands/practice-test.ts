import type { Command } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';

export function testCommand(finish: Finish): Command {
  return defineCommand({
    name: 'test',
    description: 'Runs the tests that a code of practice carries.',
    json: 'print one object: practice, passed, failed, tests',
    examples: ['safeward practice test my-practice'],
    exits: [EXIT.checkFailed, EXIT.testsFailed],
    more: 'A practice without any test fails: nothing shows that it does what it says.',
  })
    .argument('<dir>', 'the folder of a practice, or its only file')
    .action(async (dir: string, options: { readonly json?: true }) => {
      const { test } = await import('../practice/run-tests.ts');
      finish(await test(dir, options.json === true));
    });
}
