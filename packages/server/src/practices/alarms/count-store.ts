import { inTransaction, type Pool, type PoolClient } from '../../platform/database/index.ts';
import { MINUTE_MS, type MinuteCounts } from './counter.ts';
import { type MeasureCounts, USUAL_DAYS, usualStart } from './judge.ts';

type Client = Pick<PoolClient, 'query'>;

/** Adds what one process counted to what all did. Rows are taken in one order by all, so that nobody waits for ever. */
export async function writeCounts(pool: Pool, counts: readonly MinuteCounts[]): Promise<void> {
  if (counts.length === 0) return;
  const matches = counts.flatMap(({ at, matches }) =>
    [...matches].map(([measure, count]) => ({ at: new Date(at), measure, count })),
  );
  await inTransaction(pool, async (client) => {
    await client.query(
      `insert into practices.minute as m (at, decisions, degraded)
       select * from unnest($1::timestamptz[], $2::bigint[], $3::bigint[]) as n (at, decisions, degraded) order by at
       on conflict (at) do update
       set decisions = m.decisions + excluded.decisions, degraded = m.degraded + excluded.degraded`,
      [
        counts.map(({ at }) => new Date(at)),
        counts.map(({ decisions }) => decisions),
        counts.map(({ degraded }) => degraded),
      ],
    );
    await client.query(
      `insert into practices.measure_minute as m (at, measure, matches)
       select * from unnest($1::timestamptz[], $2::text[], $3::bigint[]) as n (at, measure, matches)
       order by at, measure
       on conflict (at, measure) do update set matches = m.matches + excluded.matches`,
      [matches.map(({ at }) => at), matches.map(({ measure }) => measure), matches.map(({ count }) => count)],
    );
  });
}

/** Notes which measures are in force; one that was not for a while begins anew. */
export async function noteMeasures(client: Client, measures: readonly string[], now: number): Promise<void> {
  await client.query('delete from practices.measure_since where measure <> all ($1::text[])', [measures]);
  await client.query(
    `insert into practices.measure_since (measure, since)
     select measure, $2 from unnest($1::text[]) as measure on conflict (measure) do nothing`,
    [measures, new Date(now)],
  );
}

/** Removes what no alarm looks at any more. */
export async function pruneCounts(client: Client, now: number): Promise<void> {
  // The longest window is a day.
  const before = new Date(now - (USUAL_DAYS + 2) * 24 * 60 * MINUTE_MS);
  await client.query('delete from practices.minute where at < $1', [before]);
  await client.query('delete from practices.measure_minute where at < $1', [before]);
}

/** @param start where the window begins, in milliseconds since 1970 */
export async function readMeasures(client: Client, start: number): Promise<readonly MeasureCounts[]> {
  const { rows } = await client.query<{ measure: string; since: Date; matches: number; before: number }>(
    `select s.measure, s.since,
       coalesce(sum(m.matches) filter (where m.at >= $1), 0)::float8 as matches,
       coalesce(sum(m.matches) filter (where m.at < $1), 0)::float8 as before
     from practices.measure_since s
     left join practices.measure_minute m
       on m.measure = s.measure and m.at >= $2 and m.at >= date_trunc('minute', s.since)
     group by s.measure, s.since order by s.measure`,
    [new Date(start), new Date(usualStart(start))],
  );
  return rows.map(({ since, ...counts }) => ({ since: since.getTime(), ...counts }));
}

/** @param start where the window begins, in milliseconds since 1970 */
export async function readDecisions(
  client: Client,
  start: number,
): Promise<{ readonly decisions: number; readonly degraded: number }> {
  const { rows } = await client.query<{ decisions: number; degraded: number }>(
    `select coalesce(sum(decisions), 0)::float8 as decisions, coalesce(sum(degraded), 0)::float8 as degraded
     from practices.minute where at >= $1`,
    [new Date(start)],
  );
  return rows[0] ?? { decisions: 0, degraded: 0 };
}
