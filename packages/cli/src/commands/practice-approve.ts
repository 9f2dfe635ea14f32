import type { Command } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import { describeActivation } from '../output/activations.ts';
import { parseActivationId } from '../practice/asked.ts';
import { addDataOptions, type DataOptions } from '../server/options.ts';
import { print, printJson } from '../terminal.ts';

interface Options extends DataOptions {
  readonly json?: true;
}

export function approveCommand(finish: Finish): Command {
  const command = defineCommand({
    name: 'approve',
    description: 'Approves an activation that somebody else asked for.',
    json: 'print the activation as one object',
    examples: ['safeward practice approve 12'],
    exits: [EXIT.checkFailed, EXIT.testsFailed],
    more: 'You are who is signed in on this machine; over HTTP it is the key.',
  });
  return addDataOptions(command)
    .argument('<id>', 'as `safeward practice list` shows it', parseActivationId)
    .action(async (id: number, options: Options) => {
      const { approve } = await import('../server/practices.ts');
      const activation = await approve(id, options);
      if (options.json) await printJson(activation);
      else await print(describeActivation(activation));
      finish(EXIT.fine);
    });
}
