import type { Pool } from '../database/index.ts';

/** An endpoint to which something could not be delivered at all. */
export interface DeadEndpoint {
  readonly endpoint: string;
  readonly url: string;
  /** Deliveries that were given up. */
  readonly count: number;
  /** What came of the last try. */
  readonly problem: string;
}

/** The endpoints that are still there and missed something, those that missed most first. */
export async function listDeadEndpoints(pool: Pool): Promise<readonly DeadEndpoint[]> {
  const { rows } = await pool.query<DeadEndpoint>(
    `select endpoint.id as endpoint, url, count(*)::int as count,
       coalesce((array_agg(last_problem order by dead_at desc))[1], '') as problem
     from webhooks.delivery join webhooks.endpoint on endpoint.id = delivery.endpoint
     where dead_at is not null and removed_at is null
     group by endpoint.id, url order by 3 desc, 1`,
  );
  return rows;
}
