import { diffPractices } from '@safeward/engine';
import type { Command } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import { loadFrom } from '../practice/load.ts';
import { print, printJson } from '../terminal.ts';

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
      finish(await diff(before, after, options.json === true));
    });
}

async function diff(beforePath: string, afterPath: string, json: boolean): Promise<0> {
  const before = loadFrom(beforePath).plan;
  const after = loadFrom(afterPath).plan;
  const changes = diffPractices(before.practice, after.practice);
  if (json) await printJson({ before: before.label, after: after.label, changes });
  else
    await print(
      changes.length === 0 ? 'Nothing differs but form.\n' : changes.map((line) => `${line}\n`).join(''),
    );
  return EXIT.fine;
}
