import pg from 'pg';

export type { Pool, PoolClient } from 'pg';

/** A query that takes longer than this is given up, and its connection with it: the other side may be gone. */
const QUERY_MS = 15_000;
const CONNECT_MS = 2_000;

/**
 * Connections to one database, opened as they are needed and again after the database was away.
 *
 * @param max connections at once
 * @param queryMs after this many milliseconds a query is given up
 */
export function createPool(url: string, max: number, queryMs: number = QUERY_MS): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: 'safeward',
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: queryMs,
    keepAlive: true,
  });
  // An idle connection that breaks is of no interest: the pool opens another when one is needed.
  pool.on('error', () => {});
  return pool;
}
