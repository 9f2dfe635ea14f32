import { inTransaction, type Pool } from '../../platform/database/index.ts';
import { recordDropped } from './erasure.ts';
import { DAYS_LOCK, listParts, type Part } from './part.ts';

/** Whoever decides waits no longer than this for a day to go; it is tried again later. */
const LOCK_MS = 500;

/**
 * Drops a part all of which is due, with how its holds were ended: a moment, however many there are. What a measure
 * preserves as evidence moves to the rest.
 *
 * @param now milliseconds since 1970
 * @returns whether it is gone; not where another process is at it, something in it is not due after all, or is held
 */
export function dropPart(pool: Pool, { name, from, to }: Part, now: number): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const { rows: locks } = await client.query<{ ours: boolean }>(
      'select pg_try_advisory_xact_lock($1) as ours',
      [DAYS_LOCK],
    );
    if (locks[0]?.ours !== true) return false;
    const parts = await listParts(client);
    if (to === null || !parts.some((part) => part.name === name)) return false;
    await client.query(`set local lock_timeout = ${LOCK_MS}`);
    // In the order in which whoever ends a hold takes them.
    await client.query('lock table only gate.resolution, only gate.decision in access exclusive mode');
    const [day, resolutions] = [`gate.decision_${name}`, `gate.resolution_${name}`];
    const preserved = `answer like '%{"preserve":%'`;
    const { rows: left } = await client.query<{ left: boolean }>(
      `select exists (select from ${day} where keep_until >= $1 and answer not like '%{"preserve":%')
         or exists (select from gate.hold join ${day} on id = decision
           where decision >= $2 and decision < $3 and answer not like '%{"preserve":%') as left`,
      [new Date(now), from, to],
    );
    if (left[0]?.left !== false) return false;
    await client.query(`alter table gate.decision detach partition ${day}`);
    await client.query(`alter table gate.resolution detach partition ${resolutions}`);
    await client.query(
      `with kept as (insert into gate.decision select * from ${day} where ${preserved} returning id, event_id)
       update gate.event set day = 'infinity' from kept where event.id = event_id and decision = kept.id`,
    );
    await client.query(
      `insert into gate.resolution select * from ${resolutions}
       where decision in (select id from ${day} where ${preserved})`,
    );
    await client.query(`drop table ${day}, ${resolutions}`);
    await recordDropped(client, { name, from, to });
    return true;
  });
}
