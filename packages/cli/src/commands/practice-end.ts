import type { Command } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import { describeActivation } from '../output/activations.ts';
import { parseActivationId } from '../practice/asked.ts';
import { addDataOptions, type DataOptions } from '../server/options.ts';
import { print, printJson } from '../terminal.ts';

interface Options extends DataOptions {
  readonly reason: string;
  readonly json?: true;
}

export function endCommand(finish: Finish): Command {
  const command = defineCommand({
    name: 'end',
    description: 'Ends what is tried beside or laid over the practice in force, or what waits for approval.',
    json: 'print the activation as one object',
    examples: ['safeward practice end 12 --reason "seen enough"'],
  });
  return addDataOptions(command)
    .argument('<id>', 'as `safeward practice list` shows it', parseActivationId)
    .option('--reason <text>', 'why, for who reads the history', '')
    .action(async (id: number, options: Options) => {
      const { end } = await import('../server/practices.ts');
      const activation = await end(id, options.reason, options);
      if (options.json) await printJson(activation);
      else await print(describeActivation(activation));
      finish(EXIT.fine);
    });
}
