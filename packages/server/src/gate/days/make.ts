import { inTransaction, type Pool, type PoolClient } from '../../platform/database/index.ts';
import { type Day, daysFrom } from './day.ts';
import { DAYS_LOCK, listParts, type Part } from './part.ts';

/** Days made ahead, beside today's: over a long weekend nobody has to make any. */
const AHEAD = 3;
/** Whoever decides waits no longer for a day to be made; what has no day goes to the rest meanwhile. */
const LOCK_MS = 500;

/**
 * Makes the tables of today and of the next days where they are missing; of several processes one makes them. What the
 * rest holds of such a day moves into it.
 *
 * @param now milliseconds since 1970
 * @returns the names of the days that were made
 */
export async function makeDays(pool: Pool, now: number): Promise<readonly string[]> {
  const wanted = daysFrom(now, AHEAD);
  if (missing(wanted, await listParts(pool)).length === 0) return [];
  return inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [DAYS_LOCK]);
    await client.query(`set local lock_timeout = ${LOCK_MS}`);
    const days = missing(wanted, await listParts(client));
    for (const day of days) {
      await make(client, 'decision', 'id', day);
      await make(client, 'resolution', 'decision', day);
    }
    return days.map(({ name }) => name);
  });
}

/** A day that the time before days reaches into is not made: what the latter leaves of it goes to the rest. */
function missing(wanted: readonly Day[], parts: readonly Part[]): readonly Day[] {
  return wanted.filter(({ from, to }) =>
    parts.every((part) => part.to === null || part.to <= from || part.from >= to),
  );
}

/** Made beside the others and then added to them, which nobody who reads or writes has to wait for. */
async function make(client: PoolClient, table: string, key: string, { name, from, to }: Day): Promise<void> {
  const [all, rest, mine] = [`gate.${table}`, `gate.${table}_rest`, `gate.${table}_${name}`];
  await client.query(`create table ${mine} (like ${all} including all)`);
  // Nothing of this day may come to the rest between the two.
  await client.query(`lock table ${rest} in access exclusive mode`);
  await client.query(
    `with moved as (delete from ${rest} where ${key} >= '${from}' and ${key} < '${to}' returning *)
     insert into ${mine} select * from moved`,
  );
  await client.query(`alter table ${all} attach partition ${mine} for values from ('${from}') to ('${to}')`);
}
