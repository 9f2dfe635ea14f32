import { inTransaction, type Pool } from '../../platform/database/index.ts';
import { recordErased } from './erasure.ts';
import { DAYS_LOCK, type Part } from './part.ts';
import { type StillHeld, tellRefused } from './refuse.ts';

/** Small, so that nobody who waits for one of its rows waits long. */
export const BATCH = 500;

interface Row extends StillHeld {
  readonly held: boolean;
}

/**
 * Removes some of what is due from a part that holds more than that, with how its holds were ended. What a measure
 * preserves as evidence stays.
 *
 * @param now milliseconds since 1970
 * @returns how many were removed; 0 also where another process is removing
 */
export function thinOut(pool: Pool, { name }: Part, now: number): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { rows: locks } = await client.query<{ ours: boolean }>(
      'select pg_try_advisory_xact_lock($1) as ours',
      [DAYS_LOCK],
    );
    if (locks[0]?.ours !== true) return 0;
    // Quotes within a JSON text are escaped, so nothing that people wrote looks like an effect.
    const { rows } = await client.query<Row>(
      `select id, event_id as event, exists (select from gate.hold where decision = id) as held
       from gate.decision_${name} where keep_until < $1 and answer not like '%{"preserve":%'
       order by keep_until limit ${BATCH}`,
      [new Date(now)],
    );
    await tellRefused(
      client,
      rows.filter(({ held }) => held),
    );
    const ids = [rows.map(({ id }) => id)];
    await client.query('delete from gate.hold where decision = any ($1::text[])', ids);
    await client.query('delete from gate.resolution where decision = any ($1::text[])', ids);
    await client.query('delete from gate.event where decision = any ($1::text[]) and id = any ($2::text[])', [
      ...ids,
      rows.map(({ event }) => event),
    ]);
    await client.query('delete from gate.decision where id = any ($1::text[])', ids);
    await recordErased(client, ids.flat());
    return rows.length;
  });
}
