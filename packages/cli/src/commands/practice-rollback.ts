import type { Command } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import { describeActivation } from '../output/activations.ts';
import { addDataOptions, type DataOptions } from '../server/options.ts';
import { print, printJson } from '../terminal.ts';

interface Options extends DataOptions {
  readonly to?: string;
  readonly reason: string;
  readonly json?: true;
}

export function rollbackCommand(finish: Finish): Command {
  const command = defineCommand({
    name: 'rollback',
    description: 'Puts the practice that was enforced before in force again.',
    json: 'print the activation as one object',
    examples: ['safeward practice rollback', 'safeward practice rollback --to my-service@0.1.0'],
    exits: [EXIT.checkFailed],
    more: 'It waits for nobody. Versions that had to be taken back themselves are passed over.',
  });
  return addDataOptions(command)
    .option('--to <version>', 'NAME@VERSION or hash of one that was once enforced')
    .option('--reason <text>', 'why, for who reads the history', '')
    .action(async ({ to, reason, ...options }: Options) => {
      const { rollback } = await import('../server/practices.ts');
      const activation = await rollback({ to, reason }, options);
      if (options.json) await printJson(activation);
      else await print(describeActivation(activation));
      finish(EXIT.fine);
    });
}
