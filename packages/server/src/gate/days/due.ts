import type { PoolClient } from '../../platform/database/index.ts';
import { decisionIdAt } from '../past.ts';
import { listParts, type Part } from './part.ts';

/** What is to be done with a part of which something is due. */
export interface DuePart {
  readonly part: Part;
  /** `drop`: all of it is due. `thin`: much of it is kept for longer. */
  readonly what: 'drop' | 'thin';
}

interface Span {
  readonly first: number | null;
  readonly last: number | null;
}

/** What is due waits at most this long for the rest of its day. */
const WAIT_MS = 86_400_000;
/** So long after its end nobody writes into a day any more, but for a spool that comes late. */
const SETTLED_MS = 3_600_000;

/**
 * What is due, by part. A record whose day goes within 24 hours waits for that; what shares its day with records that
 * are kept for longer, because the practice changed, is removed by itself.
 *
 * @param now milliseconds since 1970
 */
export async function findDue(client: Pick<PoolClient, 'query'>, now: number): Promise<readonly DuePart[]> {
  const due: DuePart[] = [];
  for (const part of await listParts(client)) {
    const what = whatToDo(part, await spanOf(client, part), now);
    if (what !== null) due.push({ part, what });
  }
  return due;
}

export function whatToDo({ to }: Part, { first, last }: Span, now: number): DuePart['what'] | null {
  if (to === null) return first !== null && first < now ? 'thin' : null;
  // A day on which nothing was decided is due as soon as it is over for so long that nothing can come to it.
  if (first === null || last === null) return to <= decisionIdAt(now - 2 * WAIT_MS) ? 'drop' : null;
  if (first >= now) return null;
  if (last < now && to <= decisionIdAt(now - SETTLED_MS)) return 'drop';
  return last > now + WAIT_MS ? 'thin' : null;
}

/** From when to when what it holds is due, evidence left aside; by an index, without looking at the rows. */
async function spanOf(client: Pick<PoolClient, 'query'>, { name }: Part): Promise<Span> {
  const due = `from gate.decision_${name} where answer not like '%{"preserve":%'`;
  const { rows } = await client.query<Span>(
    `select (extract(epoch from (select min(keep_until) ${due})) * 1000)::float8 as first,
            (extract(epoch from (select max(keep_until) ${due})) * 1000)::float8 as last`,
  );
  return rows[0] ?? { first: null, last: null };
}
