import type { Key } from '@safeward/server';
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
  readonly test?: true;
  readonly rate?: string;
  readonly burst?: string;
  readonly json?: true;
}

const MAX_NAME = 100;

export function keysCreateCommand(finish: Finish): Command {
  const command = defineCommand({
    name: 'create',
    description: 'Makes a key; it is shown once, for only its hash is kept.',
    json: 'print one object: key, id, name, scopes, shadow, test, rate',
    examples: [
      'safeward keys create --name chat --scopes decide',
      'safeward keys create --name try-out --shadow',
      'safeward keys create --name our-tests --test',
      'safeward keys create --name bots --rate 100/s --burst 500',
      'safeward keys create --name dashboard --scopes read,metrics > dashboard.key',
    ],
    more:
      'Scopes: decide, read, explain, metrics, practices, facts, resolve, review, polls, score, banks, consult, admin. The key alone goes to standard output.\n' +
      'A running server knows it within a second. With a key in shadow every answer is allow, and tells what would have been.\n' +
      'With a test key nothing is recorded, and an event of the id test:block, test:timeout and so on is answered like that.\n' +
      'A rate counts in each process by itself; a batch counts its events.',
  });
  return addDataOptions(command)
    .requiredOption('--name <name>', 'what the key is for')
    .option('--scopes <list>', 'what it may be used for, with commas between', 'decide')
    .option('--shadow', 'decide without effect: every answer is allow')
    .option('--test', 'for trying an integration out: nothing is recorded, answers can be forced')
    .option('--rate <rate>', 'how often it may ask: 100/s, 6000/min or 100000/h')
    .option('--burst <n>', 'how often at once, after a rest; as the rate unless said otherwise')
    .action(async (options: Options) => {
      await create(options);
      finish(EXIT.fine);
    });
}

async function create(options: Options): Promise<void> {
  const name = options.name.trim();
  if (name === '' || name.length > MAX_NAME) throw new Mistake(`--name takes 1 to ${MAX_NAME} characters.`);
  // Loaded here, not above: the server takes a quarter of a second, which other commands need not wait for.
  const { describeRate, makeKey } = await import('../server/keys.ts');
  const { key, created } = await makeKey(options, {
    ...options,
    name,
    shadow: options.shadow === true,
    test: options.test === true,
  });
  if (options.json) {
    const { id, scopes, shadow, test, rate } = created;
    await printJson({ key, id, name: created.name, scopes, shadow, test, rate });
  } else {
    const rate = created.rate === null ? '' : `, ${describeRate(created.rate)}`;
    say(
      `Made the ${created.test ? 'test ' : ''}key ${created.id} “${created.name}” for ${described(created)}${rate}. It is not shown again:`,
    );
    await print(`${key}\n`);
  }
}

function described({ scopes, shadow }: Key): string {
  return scopes.join(', ') + (shadow ? ', in shadow' : '');
}
