import type { Command } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';

export function showCommand(finish: Finish): Command {
  return defineCommand({
    name: 'show',
    description: 'Prints the measures of a code of practice as a table.',
    json: 'print the whole practice as one object',
    examples: ['safeward practice show practices/starter'],
    exits: [EXIT.checkFailed],
  })
    .argument('<dir>', 'the folder of a practice, or its only file')
    .action(async (dir: string, options: { readonly json?: true }) => {
      const { show } = await import('../practice/show.ts');
      await show(dir, options.json === true);
      finish(EXIT.fine);
    });
}
