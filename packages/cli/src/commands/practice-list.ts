import type { Command } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import { formatPractices } from '../output/activations.ts';
import { addDataOptions, type DataOptions } from '../server/options.ts';
import { print, printJson } from '../terminal.ts';

interface Options extends DataOptions {
  readonly json?: true;
}

export function listCommand(finish: Finish): Command {
  const command = defineCommand({
    name: 'list',
    description: 'Lists the versions that were uploaded, and what was in force from when to when.',
    json: 'print one object: practices, activations',
    examples: ['safeward practice list'],
  });
  return addDataOptions(command).action(async (options: Options) => {
    const { list } = await import('../server/practices.ts');
    const { practices, activations } = await list(options);
    if (options.json) await printJson({ practices, activations });
    else await print(formatPractices(practices, activations));
    finish(EXIT.fine);
  });
}
