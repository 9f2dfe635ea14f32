import pg from 'pg';

export type { Pool, PoolClient } from 'pg';

/** A query that takes longer than this is given up, and its connection with it: the other side may be gone. */
const QUERY_MS = 5_000;
const CONNECT_MS = 2_000;

/**
 * A database of somebody else's may be set to acknowledge what is not on disk yet; where a commit is what an
 * answer waits for, that is undone for our connections. What waits for a standby as well is left as it is.
 */
const DURABLE = `select set_config('synchronous_commit', 'on', false)
  where current_setting('synchronous_commit') = 'off'`;

export interface PoolOptions {
  /** Connections at once. */
  readonly max: number;
  /** After this many milliseconds a query is given up. */
  readonly queryMs?: number;
  /** Connections that stay open while nothing is to be done. */
  readonly min?: number;
  /** Commits are on disk when they are acknowledged, whatever the database is set to. */
  readonly durable?: boolean;
}

/** Connections to one database, opened as they are needed and again after the database was away. */
export function createPool(
  url: string,
  { max, min = 0, queryMs = QUERY_MS, durable = false }: PoolOptions,
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    min,
    application_name: 'safeward',
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: queryMs,
    keepAlive: true,
    ...(durable && {
      onConnect: async (client: pg.ClientBase) => {
        await client.query(DURABLE);
      },
    }),
  });
  // An idle connection that breaks is of no interest: the pool opens another when one is needed.
  pool.on('error', () => {});
  // Of one that breaks between two statements of a transaction the next statement tells; unheard, the event would end
  // the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
