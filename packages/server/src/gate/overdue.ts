import type { Pool } from '../platform/database/index.ts';

/** Counting further costs time and says no more. */
const COUNTED = 1_000;

/**
 * How many records should have been removed before a moment and are still there; at most a thousand are counted. What
 * is preserved as evidence is not among them.
 *
 * @param before milliseconds since 1970
 */
export async function countOverdue(pool: Pool, before: number): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from (
       select from gate.decision where keep_until < $1 and answer not like '%{"preserve":%' limit ${COUNTED}) as due`,
    [new Date(before)],
  );
  return rows[0]?.count ?? 0;
}
