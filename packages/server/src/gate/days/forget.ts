import type { Pool } from '../../platform/database/index.ts';
import { dayAt } from './day.ts';
import { listParts } from './part.ts';

/** Rows in one statement: none of them is waited for by anybody, but the disk is. */
export const FORGET_BATCH = 2_000;

/** Each day once, by an index; never more than there are days. */
const DAYS = `
  with recursive days (day) as (
    (select min(day) from gate.event)
    union all
    select (select min(event.day) from gate.event where event.day > days.day) from days where day is not null)
  select day::text from days where day < $1::date`;

/**
 * Forgets some events of days that went. Until then they do no harm: an event whose decision is gone is decided anew.
 *
 * @param now milliseconds since 1970
 * @returns how many; less than 2,000 where there are no more
 */
export async function forgetSome(pool: Pool, now: number): Promise<number> {
  const parts = await listParts(pool);
  const { rows } = await pool.query<{ day: string }>(DAYS, [new Date(now).toISOString().slice(0, 10)]);
  const gone = rows.filter(({ day }) => {
    const { from } = dayAt(Date.parse(day));
    return !parts.some((part) => part.to !== null && part.from <= from && from < part.to);
  });
  let forgotten = 0;
  for (const { day } of gone) {
    if (forgotten >= FORGET_BATCH) break;
    const { rowCount } = await pool.query(
      `delete from gate.event where ctid = any (array(
         select ctid from gate.event where day = $1::date
           and not exists (select from gate.decision where decision.id = event.decision) limit ${FORGET_BATCH}))`,
      [day],
    );
    forgotten += rowCount ?? 0;
  }
  return forgotten;
}
