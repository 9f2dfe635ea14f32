import type { Command } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import { Mistake } from '../mistake.ts';
import { addDataOptions, type DataOptions } from '../server/options.ts';
import { print, printJson, say } from '../terminal.ts';

interface Options extends DataOptions {
  readonly name: string;
  readonly scopes: string;
  readonly shadow?: true;
  readonly json?: true;
}

const MAX_NAME = 100;

export function keysCreateCommand(finish: Finish): Command {
  const command = defineCommand({
    name: 'create',
    description: 'Makes a key; it is shown once, for only its hash is kept.',
    json: 'print one object: key, id, name, scopes, shadow',
    examples: [
      'safeward keys create --name chat --scopes decide',
      'safeward keys create --name try-out --shadow',
      'safeward keys create --name dashboard --scopes read,metrics > dashboard.key',
    ],
    more:
      'Scopes: decide, read, explain, metrics, practices, facts, resolve, review, admin. The key alone goes to standard output.\n' +
      'A running server knows it within a second. With a key in shadow every answer is allow, and tells what would have been.',
  });
  return addDataOptions(command)
    .requiredOption('--name <name>', 'what the key is for')
    .option('--scopes <list>', 'what it may be used for, with commas between', 'decide')
    .option('--shadow', 'decide without effect: every answer is allow')
    .action(async (options: Options) => {
      await create(options);
      finish(EXIT.fine);
    });
}

async function create(options: Options): Promise<void> {
  const name = options.name.trim();
  if (name === '' || name.length > MAX_NAME) throw new Mistake(`--name takes 1 to ${MAX_NAME} characters.`);
  // Loaded here, not above: the server takes a quarter of a second, which other commands need not wait for.
  const { makeKey } = await import('../server/keys.ts');
  const { key, created } = await makeKey(options, {
    name,
    scopes: options.scopes,
    shadow: options.shadow === true,
  });
  if (options.json) {
    const { id, scopes, shadow } = created;
    await printJson({ key, id, name: created.name, scopes, shadow });
  } else {
    say(
      `Made the key ${created.id} “${created.name}” for ${created.scopes.join(', ')}${created.shadow ? ', in shadow' : ''}. It is not shown again:`,
    );
    await print(`${key}\n`);
  }
}
