import { userInfo } from 'node:os';
import type { HeldDecision, HeldUntil } from '@safeward/server';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { defineCommand, defineGroup, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import { formatTable } from '../output/table.ts';
import { visible } from '../output/visible.ts';
import { addDataOptions, type DataOptions } from '../server/options.ts';
import { paint, print, printJson, say } from '../terminal.ts';

const HELD_UNTIL = [
  'recipient',
  'guardian',
  'reviewer',
  'sender_confirms',
  'time',
] as const satisfies HeldUntil[];
const MAX_LISTED = 1_000;

export function heldCommand(finish: Finish): Command {
  return defineGroup(
    {
      name: 'held',
      description: 'Lists what is held, and ends holds as a reviewer.',
      examples: [
        'safeward held list --until reviewer',
        'safeward held release dec_01hzy3v7q8r9s0t1u2v3w4x5y6 --note "an aunt"',
      ],
    },
    [listCommand(finish), endCommand(finish, 'release'), endCommand(finish, 'refuse')],
  );
}

interface ListOptions extends DataOptions {
  readonly until?: HeldUntil;
  readonly measure?: string;
  readonly limit: number;
  readonly json?: true;
}

function listCommand(finish: Finish): Command {
  const command = defineCommand({
    name: 'list',
    description: 'Lists what is held, the longest first.',
    json: 'print one object: held, each a decision as it was answered',
    examples: ['safeward held list', 'safeward held list --until reviewer --measure grooming.secrecy'],
  });
  return addDataOptions(command)
    .addOption(new Option('--until <who>', 'only what waits for this').choices(HELD_UNTIL))
    .option('--measure <id>', 'only what this measure matched')
    .option('--limit <count>', 'at most so many', parseLimit, 50)
    .action(async (options: ListOptions) => {
      const { heldNow } = await import('../server/held.ts');
      const { until, measure, limit } = options;
      const held = await heldNow(options, { until, measure }, limit);
      if (options.json) await printJson({ held: held.map(({ answer }) => JSON.parse(answer) as unknown) });
      else await print(held.length === 0 ? 'Nothing is held.\n' : describe(held));
      finish(EXIT.fine);
    });
}

function parseLimit(text: string): number {
  const limit = Number(text);
  if (!/^\d+$/.test(text) || limit < 1 || limit > MAX_LISTED)
    throw new InvalidArgumentError(`A limit is a number from 1 to ${MAX_LISTED}.`);
  return limit;
}

/** The parts of an answer that the table shows. */
interface Shown {
  readonly event: string;
  readonly until: string;
  readonly reasons: readonly { readonly measure: string }[];
}

function describe(held: readonly HeldDecision[]): string {
  const titles = ['decision', 'held', 'until', 'measure', 'event'].map((title) => paint('dim', title));
  const rows = held.map(({ id, answer, heldAt }) => {
    const { event, until, reasons } = JSON.parse(answer) as Shown;
    return [id, minute(heldAt), until, reasons[0]?.measure ?? '', visible(event)];
  });
  return formatTable([titles, ...rows]);
}

function minute(time: Date): string {
  const text = time.toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, 16)}Z`;
}

interface EndOptions extends DataOptions {
  readonly by?: string;
  readonly note?: string;
  readonly json?: true;
}

function endCommand(finish: Finish, outcome: 'release' | 'refuse'): Command {
  const command = defineCommand({
    name: outcome,
    description:
      outcome === 'release'
        ? 'Releases what is held: it may be delivered.'
        : 'Refuses what is held: it is never delivered.',
    json: 'print one object: decision, resolution',
    examples: [`safeward held ${outcome} dec_01hzy3v7q8r9s0t1u2v3w4x5y6 --by kim --note "seen in the queue"`],
  });
  return addDataOptions(command)
    .argument('<decision>', 'as `safeward held list` shows it')
    .option('--by <who>', 'who says so (your account on this machine, if left out)')
    .option('--note <text>', 'why, for whoever looks later')
    .action(async (decision: string, options: EndOptions) => {
      const { endHeld } = await import('../server/held.ts');
      const { by = userInfo().username, note } = options;
      const resolution = await endHeld(options, decision, { by, outcome, ...(note && { note }) });
      if (options.json) await printJson({ decision, resolution });
      else say(`${outcome === 'release' ? 'Released' : 'Refused'} ${decision}.`);
      finish(EXIT.fine);
    });
}
