import type { Pool } from '../platform/database/index.ts';
import type { Logger } from '../platform/log/log.ts';
import type { Removal } from '../platform/removal/index.ts';
import { dropPart } from './days/drop.ts';
import { findDue } from './days/due.ts';
import { forgetSome } from './days/forget.ts';
import { makeDays } from './days/make.ts';
import { refuseSome } from './days/refuse.ts';
import { thinOut } from './days/thin.ts';

/** Makes the days that come, and removes records whose days of keeping are over, as their practice said when they were made. */
export function keeping(log: Logger): Removal {
  return {
    what: 'decisions',
    async removeSome(pool) {
      const now = await sureNow(pool);
      const made = await makeDays(pool, now);
      if (made.length > 0) log.info({ days: made }, 'days for decisions are made');
      return removeDue(pool, log, now);
    },
  };
}

/**
 * The moment that both the database and this machine have reached, in milliseconds since 1970: a clock that is ahead
 * must not remove what is not due.
 */
export async function sureNow(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ now: Date }>('select clock_timestamp() as now');
  return Math.min(rows[0]?.now.getTime() ?? 0, Date.now());
}

/**
 * Removes some of what is due, with how its holds were ended. What is still held then is refused, and that is told:
 * nothing waits for ever. What a measure preserves as evidence stays.
 *
 * @param now milliseconds since 1970
 * @returns how many were removed, a day that was dropped counting as its events are forgotten; 0 also where another
 *   process is removing
 */
export async function removeDue(pool: Pool, log: Logger, now: number): Promise<number> {
  for (const { part, what } of await findDue(pool, now)) {
    if (what === 'thin') {
      const removed = await thinOut(pool, part, now);
      if (removed > 0) return removed;
      continue;
    }
    while ((await refuseSome(pool, part)) > 0);
    if (await dropPart(pool, part, now)) log.info({ day: part.name }, 'a day of decisions is dropped');
  }
  return forgetSome(pool, now);
}
