import type { Pool } from '../database/index.ts';

const BATCH = 500;

/**
 * Removes some of the deliveries that came to an end, delivered or given up, more than so many days ago. What still
 * waits stays.
 *
 * @returns how many; 0 where there is nothing more
 */
export async function pruneDeliveries(pool: Pool, days: number): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from webhooks.delivery where number in (
       select number from webhooks.delivery
       where coalesce(delivered_at, dead_at) is not null and coalesce(delivered_at, dead_at) < now() - $1 * interval '1 day'
       order by coalesce(delivered_at, dead_at) limit ${BATCH})`,
    [days],
  );
  return rowCount ?? 0;
}
