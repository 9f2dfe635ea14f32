import { setTimeout as sleep } from 'node:timers/promises';
import type { Parsed, Problem } from '@safeward/engine';
import { inTransaction, maySucceedAgain, type Pool, type PoolClient } from '../platform/database/index.ts';
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

/** What rows of a file are, and where they go. */
export interface Rows<T> {
  /** Unique; part of what tells one import from another. */
  readonly kind: string;
  /** @param at when it became true, where the line does not say so; RFC 3339 */
  readonly parse: (bytes: Uint8Array, at: string) => Parsed<T>;
  readonly store: (client: PoolClient, rows: readonly T[]) => Promise<void>;
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
/** Bytes of their lines, so that long ones take no more memory than short ones. */
const BATCH_BYTES = 8 * 1024 * 1024;
const TRIES = 5;

/**
 * Stores what a file says of people, without deciding anything. It can be stopped at any moment and begun again: each
 * batch notes how far it came in its own transaction.
 */
export async function importFacts(options: ImportOptions): Promise<Imported> {
  const { pool, kind } = options;
  const wasEmpty = await nothingIsKnown(pool);
  const result = await importRows(options, {
    kind,
    parse: (bytes, at) => parseImportLine(bytes, kind, at),
    store: storeFacts,
  });
  // Until every process asks what is known; see there.
  if (wasEmpty && result.kind === 'done') await sleep(TRUST_MS);
  return result;
}

/** The same for rows of any kind. */
export async function importRows<T>(options: Omit<ImportOptions, 'kind'>, rows: Rows<T>): Promise<Imported> {
  const { pool, digest } = options;
  const holder = await pool.connect();
  try {
    // Held by this connection alone, and so given back whatever becomes of this process.
    const { rows: locks } = await holder.query<{ ours: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as ours',
      [`import ${digest} ${rows.kind}`],
    );
    if (locks[0]?.ours !== true) return { kind: 'under_way' };
    const begun = await begin(options, rows.kind);
    if (begun.isDone) return { kind: 'done_before', progress: begun.progress };
    return await run(options, rows, begun.at, begun.progress);
  } finally {
    // At once: closing the connection gives it back only when the other side notices. Where it cannot be, that does.
    await holder.query('select pg_advisory_unlock_all()').catch(() => {});
    holder.release(true);
  }
}

async function run<T>(
  options: Omit<ImportOptions, 'kind'>,
  rows: Rows<T>,
  at: string,
  before: ImportProgress,
): Promise<Imported> {
  const { lines, onProgress } = options;
  let progress = before;
  let waiting: T[] = [];
  let size = 0;
  let storing: Promise<void> = Promise.resolve();
  const flush = async (isDone: boolean): Promise<void> => {
    // While one batch is stored the next is read; they are stored one after the other.
    await storing;
    const [batch, reached] = [waiting, progress];
    waiting = [];
    size = 0;
    storing = store(options, rows, batch, reached, isDone).then(() => onProgress(reached));
    // It is awaited above, or at the end; until then a failure is nobody's surprise.
    storing.catch(() => {});
  };

  try {
    for await (const group of lines) {
      for (const { number, bytes } of group) {
        if (number <= before.line) continue;
        const parsed = rows.parse(bytes, at);
        if (parsed.ok) {
          waiting.push(parsed.value);
          size += bytes.length;
          progress = { ...progress, line: number, taken: progress.taken + 1 };
        } else if (options.strict) {
          await storing;
          return { kind: 'bad_line', line: number, problems: parsed.problems };
        } else {
          options.onBad(number, parsed.problems);
          progress = { ...progress, line: number, bad: progress.bad + 1 };
        }
        if (waiting.length >= BATCH || size >= BATCH_BYTES) await flush(false);
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

async function begin(
  { pool, digest, at }: Omit<ImportOptions, 'kind'>,
  kind: string,
): Promise<{
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

async function store<T>(
  { pool, digest }: Omit<ImportOptions, 'kind'>,
  { kind, store: storeRows }: Rows<T>,
  batch: readonly T[],
  { line, taken, bad }: ImportProgress,
  isDone: boolean,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await inTransaction(pool, async (client) => {
        // A batch that a crash takes away again takes its progress with it; the last one makes all of them durable.
        if (!isDone) await client.query('set local synchronous_commit = off');
        await storeRows(client, batch);
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
