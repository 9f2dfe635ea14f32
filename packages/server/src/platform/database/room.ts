import type pg from 'pg';
import { causeOf } from './cause.ts';

/** Some 2 MiB, which PostgreSQL puts into a temporary file: in the tablespace where tables are made, unless told otherwise. */
const FILL = `select set_config('work_mem', '64kB', true);
  with filler as materialized (select md5(n::text) as text from generate_series(1, 32768) as n)
  select count(text) from filler`;

/**
 * Whether the database has room on its disk for a little more than nothing. Changes nothing in it: what is written is
 * gone with the statement. Both parts are one transaction, so that the setting ends with it.
 *
 * @throws where it cannot be asked
 */
export async function hasRoom(pool: Pick<pg.Pool, 'query'>): Promise<boolean> {
  try {
    await pool.query(FILL);
    return true;
  } catch (error) {
    if (causeOf(error) === 'disk_full') return false;
    throw error;
  }
}
