import type { PoolClient } from '../database/index.ts';

type Client = Pick<PoolClient, 'query'>;

/** Any number will do, as long as every Safeward takes the same one. */
const ADVISORY_LOCK = 7_233_927_010;

/** Whether this transaction is the one that works on the log, among all processes. */
export async function leads(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ ours: boolean }>('select pg_try_advisory_xact_lock($1) as ours', [
    ADVISORY_LOCK,
  ]);
  return rows[0]?.ours === true;
}

/**
 * Gives the waiting batches their places, in the order in which they are seen: behind those that have one, without a
 * gap. Once committed it stands, so whoever writes the tiles, however often, writes the same.
 *
 * @returns how many leaves have a place now
 */
export async function sequenceBatches(client: Client, limit: number): Promise<number> {
  const { rows } = await client.query<{ size: string }>(
    `with waiting as (
       select number, count from leaves.batch where first is null order by number limit $1),
     placed as (
       update leaves.batch set first = place.first
       from (select number, (select size from leaves.sequence) + sum(count) over (order by number) - count as first
             from waiting) as place
       where batch.number = place.number
       returning batch.count)
     update leaves.sequence set size = size + coalesce((select sum(count) from placed), 0) returning size`,
    [limit],
  );
  return Number(rows[0]?.size ?? 0);
}

/** Leaves that have their place. */
export interface PlacedBatch {
  readonly first: number;
  readonly entries: readonly string[];
}

/** The next batches from a place on, as long as each begins where the one before ends. */
export async function placedBatches(
  client: Client,
  from: number,
  limit: number,
): Promise<readonly PlacedBatch[]> {
  const { rows } = await client.query<{ first: string; entries: string }>(
    `select first, entries from leaves.batch where first >= $1 and entries is not null order by first limit $2`,
    [from, limit],
  );
  const batches: PlacedBatch[] = [];
  let next = from;
  for (const row of rows) {
    if (Number(row.first) !== next) break;
    const entries = row.entries.split('\n');
    batches.push({ first: next, entries });
    next += entries.length;
  }
  return batches;
}

/** The leaves before this place are in tiles that are on disk: their bytes are not needed here any more. */
export async function dropTiled(client: Client, before: number): Promise<void> {
  await client.query('update leaves.batch set entries = null where first < $1 and entries is not null', [
    before,
  ]);
}

/** Where the leaf of a record of this moment may be: places from `first` on, so many. */
export interface Stretch {
  readonly first: number;
  readonly count: number;
}

/** @param at in milliseconds since 1970 */
export async function stretchesAt(client: Client, at: number): Promise<readonly Stretch[]> {
  const { rows } = await client.query<{ first: string; count: number }>(
    'select first, count from leaves.batch where during @> $1::bigint and first is not null order by first',
    [at],
  );
  return rows.map(({ first, count }) => ({ first: Number(first), count }));
}
