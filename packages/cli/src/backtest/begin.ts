import { resolve } from 'node:path';
import { Mistake } from '../mistake.ts';
import { readPractice, STARTER } from '../practice/folder.ts';
import { loadPlan } from '../practice/load.ts';
import { isUnused } from '../server/options.ts';
import { nothingCounted } from './counted.ts';
import type { PracticeSource } from './crew.ts';
import { START } from './line-batches.ts';
import type { BacktestOptions } from './options.ts';
import { type Interrupted, readResume, type Source } from './resume.ts';
import { parseSince } from './since.ts';

const SAMPLES = 3;

/**
 * What is to be done, as far as it is done already: from the options, or from the file that an interrupted run left.
 *
 * @throws {Mistake} where it cannot be known, or the options do not go together
 */
export async function begin(options: BacktestOptions): Promise<Interrupted> {
  return options.resume === undefined ? beginAnew(options) : goOn(options, options.resume);
}

/** Everything but where to find the database is known from the file. */
function goOn(options: BacktestOptions, file: string): Interrupted {
  const other = (['practice', 'since', 'from', 'imported', 'against', 'afresh', 'samples'] as const).find(
    (name) => options[name] !== undefined,
  );
  if (other !== undefined)
    throw new Mistake(`--resume goes on with what the first run was given: leave out --${other}.`);
  const interrupted = readResume(file);
  const { source } = interrupted;
  if (source.kind === 'file') return interrupted;
  const data = options.database === undefined ? resolve(options.data) : null;
  if (source.data !== data)
    throw new Mistake(
      source.data === null
        ? 'The first run read a database of your own: give it again, with --database or DATABASE_URL.'
        : `The first run read the records in ${source.data}: give that as --data.`,
    );
  return interrupted;
}

async function beginAnew(options: BacktestOptions): Promise<Interrupted> {
  const { practice, since, from, imported, against, afresh = false, samples = SAMPLES } = options;
  if (practice === undefined) throw new Mistake('--practice names the code of practice that is tried.');
  if ([since, from, imported].filter((given) => given !== undefined).length !== 1)
    throw new Mistake(
      'Give either --since, to read the records, or --imported, to read what was imported, or --from, to read a file.',
    );
  if (since !== undefined && against !== undefined && !afresh)
    throw new Mistake(
      'Records are compared with what was decided then; add --afresh to compare with --against.',
    );
  const source =
    from !== undefined
      ? fileSource(from)
      : imported === true
        ? await importedSource(options)
        : await recordsSince(options, since ?? '');
  const candidate = practiceSource(practice);
  return {
    source,
    practices: {
      candidate,
      // Every record has a decision, and nothing else is asked.
      against:
        source.kind === 'records' && !afresh ? candidate : await practiceToCompareWith(options, against),
    },
    afresh,
    samples,
    counted: nothingCounted(),
  };
}

function fileSource(file: string): Source {
  const path = file === '-' ? file : resolve(file);
  return { kind: 'file', file: path, position: START, head: { bytes: 0, sha256: '' } };
}

async function importedSource(options: BacktestOptions): Promise<Source> {
  if (isUnused(options)) throw new Mistake(`Nothing was ever imported into ${options.data}.`);
  const { importedSpan } = await import('@safeward/server');
  const { withDatabase } = await import('../server/database.ts');
  const span = await withDatabase(options, ({ pool }) => importedSpan(pool));
  return {
    kind: 'imported',
    data: options.database === undefined ? resolve(options.data) : null,
    position: { kind: 'imported', ...span, lines: 0 },
  };
}

async function recordsSince(options: BacktestOptions, since: string): Promise<Source> {
  const now = Date.now();
  const at = parseSince(since, now);
  if (isUnused(options)) throw new Mistake(`Nothing was ever recorded in ${options.data}.`);
  const { decisionIdAt } = await import('@safeward/server');
  return {
    kind: 'records',
    data: options.database === undefined ? resolve(options.data) : null,
    position: { kind: 'records', after: decisionIdAt(at), before: decisionIdAt(now) },
  };
}

function practiceSource(path: string): PracticeSource {
  return { label: loadPlan(path).label, files: readPractice(path) };
}

async function practiceToCompareWith(
  options: BacktestOptions,
  against: string | undefined,
): Promise<PracticeSource> {
  if (against !== undefined) return practiceSource(against);
  if (isUnused(options)) return practiceSource(STARTER);
  // Loaded here, not above: without a data folder the server is not needed.
  const { practiceInForce } = await import('./in-force.ts');
  return (await practiceInForce(options)) ?? practiceSource(STARTER);
}
