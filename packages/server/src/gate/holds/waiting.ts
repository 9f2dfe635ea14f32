import type { PoolClient } from '../../platform/database/index.ts';
import type { Waiting } from '../../practices/index.ts';
import { decisionIdAt } from '../past.ts';

/**
 * What was held before a moment and still waits for somebody; null where nothing does. What ends by the clock waits for
 * nobody.
 *
 * @param before milliseconds since 1970
 */
export async function findWaiting(
  client: Pick<PoolClient, 'query'>,
  before: number,
): Promise<Waiting | null> {
  const { rows } = await client.query<{ held: number; oldest: Date | null }>(
    `select count(*)::int as held, (select decided_at from gate.decision where id = min(decision)) as oldest
     from gate.hold where until <> 'time' and decision < $1`,
    [decisionIdAt(before)],
  );
  const [found] = rows;
  return found === undefined || found.oldest === null ? null : { held: found.held, oldest: found.oldest };
}
