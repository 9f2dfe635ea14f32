import { setTimeout as sleep } from 'node:timers/promises';
import type { Problem } from '@safeward/engine';
import { inTransaction, maySucceedAgain, type Pool } from '../platform/database/index.ts';
import type { Fact } from './fact.ts';
import { type ImportKind, parseImportLine } from './import-line.ts';
import { nothingIsKnown, TRUST_MS } from './presence.ts';
import { storeFacts } from './store.ts';

export interface ImportLine {
  /** 1-based. */
  readonly number: number;
  readonly bytes: Uint8Array;
}

/** How far an import has come, over all its runs. */
export interface ImportProgress {
  /** The last line that was looked at. */
  readonly line: number;
  readonly taken: number;
  readonly bad: number;
}

export interface ImportOptions {
  readonly pool: Pool;
  readonly kind: ImportKind;
  /** SHA-256 of the file, in hex. */
  readonly digest: string;
  /** When what the file says became true, where a line does not say so; the first run's stands. RFC 3339. */
  readonly at: string;
  readonly lines: AsyncIterable<readonly ImportLine[]>;
  /** Whether the first bad line ends it. */
  readonly strict: boolean;
  readonly onBad: (line: number, problems: readonly Problem[]) => void;
  readonly onProgress: (progress: ImportProgress) => void;
}

export type Imported =
  | { readonly kind: 'done'; readonly progress: ImportProgress; readonly from: number }
  /** The same file was imported before, to its end. */
  | { readonly kind: 'done_before'; readonly progress: ImportProgress }
  /** Another process imports it right now. */
  | { readonly kind: 'under_way' }
  /** Ended at a bad line; what stands before the batch that it is in is stored. */
  | { readonly kind: 'bad_line'; readonly line: number; readonly problems: readonly Problem[] };

/** Rows in one transaction: many, so that it is quick, and few enough that nobody waits long for one of them. */
const BATCH = 5_000;
const TRIES = 5;

/**
 * Stores what a file says of people, without deciding anything. It can be stopped at any moment and begun again: each
 * batch notes how far it came in its own transaction.
 */
export async function importFacts(options: ImportOptions): Promise<Imported> {
  const { pool, digest, kind, lines, onProgress } = options;
  const holder = await pool.connect();
  try {
    // Held by this connection alone, and so given back whatever becomes of this process.
    const { rows } = await holder.query<{ ours: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as ours',
      [`import ${digest} ${kind}`],
    );
    if (rows[0]?.ours !== true) return { kind: 'under_way' };
    const begun = await begin(options);
    if (begun.isDone) return { kind: 'done_before', progress: begun.progress };
    const wasEmpty = await nothingIsKnown(pool);
    const result = await run(options, begun.at, begun.progress, lines, onProgress);
    // Until every process asks what is known; see there.
    if (wasEmpty) await sleep(TRUST_MS);
    return result;
  } finally {
    // At once: closing the connection gives it back only when the other side notices. Where it cannot be, that does.
    await holder.query('select pg_advisory_unlock_all()').catch(() => {});
    holder.release(true);
  }
}

async function run(
  options: ImportOptions,
  at: string,
  before: ImportProgress,
  lines: AsyncIterable<readonly ImportLine[]>,
  onProgress: (progress: ImportProgress) => void,
): Promise<Imported> {
  let progress = before;
  let facts: Fact[] = [];
  let storing: Promise<void> = Promise.resolve();
  const flush = async (isDone: boolean): Promise<void> => {
    // While one batch is stored the next is read; they are stored one after the other.
    await storing;
    const [batch, reached] = [facts, progress];
    facts = [];
    storing = store(options, batch, reached, isDone).then(() => onProgress(reached));
    // It is awaited above, or at the end; until then a failure is nobody's surprise.
    storing.catch(() => {});
  };

  try {
    for await (const group of lines) {
      for (const { number, bytes } of group) {
        if (number <= before.line) continue;
        const parsed = parseImportLine(bytes, options.kind, at);
        if (parsed.ok) {
          facts.push(parsed.value);
          progress = { ...progress, line: number, taken: progress.taken + 1 };
        } else if (options.strict) {
          await storing;
          return { kind: 'bad_line', line: number, problems: parsed.problems };
        } else {
          options.onBad(number, parsed.problems);
          progress = { ...progress, line: number, bad: progress.bad + 1 };
        }
        if (facts.length >= BATCH) await flush(false);
      }
    }
    await flush(true);
    await storing;
    return { kind: 'done', progress, from: before.line };
  } finally {
    // Whatever ends it: nobody begins it again while a batch is still being stored.
    await storing.catch(() => {});
  }
}

interface Row {
  readonly at: Date;
  readonly line: string;
  readonly taken: string;
  readonly bad: string;
  readonly is_done: boolean;
}

async function begin({ pool, digest, kind, at }: ImportOptions): Promise<{
  readonly at: string;
  readonly progress: ImportProgress;
  readonly isDone: boolean;
}> {
  const { rows } = await pool.query<Row>(
    `insert into people.import (digest, kind, at) values ($1, $2, $3)
     on conflict (digest, kind) do update set kind = excluded.kind
     returning at, line, taken, bad, is_done`,
    [digest, kind, at],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('the import was not begun');
  const progress = { line: Number(row.line), taken: Number(row.taken), bad: Number(row.bad) };
  return { at: row.at.toISOString(), progress, isDone: row.is_done };
}

async function store(
  { pool, digest, kind }: ImportOptions,
  facts: readonly Fact[],
  { line, taken, bad }: ImportProgress,
  isDone: boolean,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await inTransaction(pool, async (client) => {
        // A batch that a crash takes away again takes its progress with it; the last one makes all of them durable.
        if (!isDone) await client.query('set local synchronous_commit = off');
        await storeFacts(client, facts);
        await client.query(
          'update people.import set line = $3, taken = $4, bad = $5, is_done = $6 where digest = $1 and kind = $2',
          [digest, kind, line, taken, bad, isDone],
        );
      });
      return;
    } catch (error) {
      // Somebody told facts about the same accounts at the same moment.
      if (!maySucceedAgain(error) || tries === TRIES) throw error;
    }
  }
}
