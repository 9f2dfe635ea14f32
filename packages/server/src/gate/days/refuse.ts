import { inTransaction, type Pool, type PoolClient } from '../../platform/database/index.ts';
import { appendToOutbox, type NewMessage } from '../../platform/outbox/index.ts';
import type { Part } from './part.ts';

export interface StillHeld {
  /** The decision. */
  readonly id: string;
  readonly event: string;
}

/** Tells that the clock refuses what was still held when its record went: nothing waits for ever. */
export async function tellRefused(client: PoolClient, held: readonly StillHeld[]): Promise<void> {
  const at = new Date().toISOString();
  const resolution = { by: 'clock', as: 'clock', outcome: 'refuse', at };
  await appendToOutbox(
    client,
    held.map(
      ({ id, event }): NewMessage => ({
        type: 'decision.refused',
        subject: event,
        data: { decision: id, event, resolution },
      }),
    ),
  );
}

const BATCH = 500;

/**
 * Refuses some of what is still held in a part that is about to go, evidence left aside.
 *
 * @returns how many; less than 500 where there are no more
 */
export async function refuseSome(pool: Pool, { name, from, to }: Part): Promise<number> {
  const refused = await inTransaction(pool, async (client) => {
    const { rows } = await client.query<StillHeld>(
      `delete from gate.hold using gate.decision_${name} as d
       where d.id = decision and decision in (
         select decision from gate.hold where decision >= $1 and decision < $2 and not exists (
           select from gate.decision_${name} as e where e.id = decision and e.answer like '%{"preserve":%')
         order by decision limit ${BATCH} for update skip locked)
       returning d.id, d.event_id as event`,
      [from, to],
    );
    await tellRefused(client, rows);
    return rows.length;
  });
  return refused;
}
