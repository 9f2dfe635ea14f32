import type { Command } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import { Mistake } from '../mistake.ts';
import { visible } from '../output/visible.ts';
import { addDataOptions, type DataOptions } from '../server/options.ts';
import { print, printJson } from '../terminal.ts';

interface Options extends DataOptions {
  readonly json?: true;
}

export function keysRevokeCommand(finish: Finish): Command {
  const command = defineCommand({
    name: 'revoke',
    description: 'Ends a key for good; a running server refuses it within a second.',
    json: 'print one object: the key as it is known now',
    examples: ['safeward keys revoke 3f2a9c01b7de'],
  });
  return addDataOptions(command)
    .argument('<id>', 'as `safeward keys list` shows it')
    .action(async (given: string, options: Options) => {
      const { endKey } = await import('../server/keys.ts');
      const id = idOf(given);
      const key = await endKey(options, id);
      if (key === null)
        throw new Mistake(`There is no key ${visible(id)}; \`safeward keys list\` shows all.`);
      if (options.json) await printJson(key);
      else await print(`Revoked ${key.id} “${visible(key.name)}”.\n`);
      finish(EXIT.fine);
    });
}

/** Who pastes the whole key means the same. */
function idOf(given: string): string {
  return /^sw_(?:test_)?([0-9a-z]+)_/.exec(given)?.[1] ?? given;
}
