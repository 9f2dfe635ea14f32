import type { Pool, PoolClient } from '../platform/database/index.ts';

type Client = Pick<PoolClient, 'query'>;

/** The log as this database knows it. */
export interface LogRow {
  readonly origin: string;
  /** Verifier keys, the oldest first. */
  readonly keys: readonly string[];
  /** Of the last checkpoint that was signed. */
  readonly size: number;
  readonly checkpoint: string | null;
}

export async function findLog(client: Client | Pool, lock = false): Promise<LogRow | null> {
  const { rows } = await client.query<Omit<LogRow, 'size'> & { readonly size: string }>(
    `select origin, keys, size, checkpoint from evidence.log${lock ? ' for update' : ''}`,
  );
  return rows[0] ? { ...rows[0], size: Number(rows[0].size) } : null;
}

/** @returns whether it was this one that began it */
export async function beginLog(client: Client, origin: string, keys: readonly string[]): Promise<boolean> {
  const { rowCount } = await client.query(
    'insert into evidence.log (origin, keys, size) values ($1, $2, 0) on conflict do nothing',
    [origin, keys],
  );
  return rowCount === 1;
}

export async function addKeys(client: Client, keys: readonly string[]): Promise<void> {
  await client.query('update evidence.log set keys = keys || $1::text[]', [keys]);
}

export async function recordCheckpoint(client: Client, size: number, checkpoint: string): Promise<void> {
  await client.query('update evidence.log set size = $1, checkpoint = $2', [size, checkpoint]);
}
