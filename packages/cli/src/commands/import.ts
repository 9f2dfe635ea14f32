import type { ImportKind } from '@safeward/server';
import { Argument, type Command, InvalidArgumentError } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import { countOf } from '../output/words.ts';
import { addDataOptions, type DataOptions } from '../server/options.ts';
import { printJson, say } from '../terminal.ts';

const KINDS = ['accounts', 'connections', 'blocks', 'events'] as const satisfies (ImportKind | 'events')[];

const KEEP_DAYS = 30;
const MOST_DAYS = 36_500;

interface Options extends DataOptions {
  readonly at?: string;
  readonly strict?: true;
  readonly keepDays?: number;
  readonly json?: true;
}

export function importCommand(finish: Finish): Command {
  const command = defineCommand({
    name: 'import',
    description:
      'Takes in what you know of people, or events of the past, from a file of JSON lines, without deciding anything.',
    json: 'print one object: taken, bad, lines, before',
    examples: [
      'safeward import accounts accounts.jsonl',
      'safeward import connections friends.jsonl --at 2026-11-24T00:00:00Z --strict',
      'safeward import events last-week.jsonl --keep-days 14',
    ],
    more:
      'A line is a fact as POST /v1/facts takes it; `type` and `at` may be left out. Of events it is an event as POST\n' +
      '/v1/decisions takes it; `safeward backtest --imported` tries a practice on them. Broken off, the same command goes on\n' +
      'where it was; a file that was imported to its end is not imported again. Nothing that is newer is overwritten.',
  });
  return addDataOptions(command)
    .addArgument(new Argument('<kind>', 'what the file holds').choices(KINDS))
    .argument('<file>', 'the file')
    .option(
      '--at <time>',
      'when what it says was true, where a line does not say so (now, if left out)',
      parseTime,
    )
    .option('--keep-days <n>', `of events: for how many days they are kept (${KEEP_DAYS})`, parseDays)
    .option('--strict', 'end at the first line that cannot be read')
    .action(async (kind: ImportKind | 'events', file: string, options: Options) => {
      const { importFile } = await import('../server/import.ts');
      const at = options.at ?? new Date().toISOString();
      const imported = await importFile(options, {
        kind,
        file,
        at,
        strict: options.strict === true,
        keepDays: options.keepDays ?? KEEP_DAYS,
      });
      const { taken, bad, line } = imported.progress;
      const before = imported.kind === 'done' ? imported.from : line;
      if (options.json) await printJson({ taken, bad, lines: line, before });
      else if (imported.kind === 'done_before') say(`It was imported before: ${described(taken, bad)}.`);
      else say(`Imported ${described(taken, bad)}${before > 0 ? `; it went on behind line ${before}` : ''}.`);
      finish(bad > 0 ? EXIT.usage : EXIT.fine);
    });
}

function described(taken: number, bad: number): string {
  return bad === 0 ? countOf(taken, 'row') : `${countOf(taken, 'row')}, without ${countOf(bad, 'bad line')}`;
}

function parseDays(text: string): number {
  const days = Number(text);
  if (!/^\d{1,5}$/.test(text) || days < 1 || days > MOST_DAYS)
    throw new InvalidArgumentError(`It takes a number from 1 to ${MOST_DAYS}.`);
  return days;
}

function parseTime(text: string): string {
  const ms = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw new InvalidArgumentError('A time looks like 2026-11-24T10:00:00Z.');
  return new Date(ms).toISOString();
}
