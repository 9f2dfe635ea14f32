import type { Command } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';

export function diffCommand(finish: Finish): Command {
  return defineCommand({
    name: 'diff',
    description: 'Says in words what changed from one code of practice to another.',
    json: 'print one object: before, after, changes',
    examples: ['safeward practice diff practices/starter my-practice'],
    exits: [EXIT.checkFailed],
  })
    .argument('<before>', 'a practice')
    .argument('<after>', 'another version of it')
    .action(async (before: string, after: string, options: { readonly json?: true }) => {
      const { diff } = await import('../practice/diff.ts');
      finish(await diff(before, after, options.json === true));
    });
}
