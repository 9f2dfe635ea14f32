import type { Action, Event } from '@safeward/engine';
import type { Pool } from '../platform/database/index.ts';
import { firstIdOf } from '../platform/id/sortable-id.ts';
import { eventHash } from './event-hash.ts';
import { completedFrom } from './known.ts';
import { DECISION_ID_PREFIX } from './record.ts';

/** A recorded decision with its event, and how people ended its hold. */
export interface PastDecision {
  readonly id: string;
  readonly decidedAt: Date;
  readonly action: Action;
  /** The answer as JSON text, as `GET /v1/decisions/{id}` gives it, without what belongs to one request. */
  readonly answer: string;
  /**
   * The event as it was decided, with what was known of its people filled in, as JSON text. Null where not all of it
   * was kept: what is left of it would be decided otherwise.
   */
  readonly event: string | null;
  /** In what capacity somebody ended the hold: recipient, guardian, reviewer, sender. Null where nobody did. */
  readonly resolution: { readonly by: string; readonly outcome: 'release' | 'refuse' } | null;
}

interface Row extends Omit<PastDecision, 'resolution'> {
  readonly known: string | null;
  readonly hash: string;
  readonly by: string | null;
  readonly outcome: 'release' | 'refuse' | null;
}

/** Ids of decisions made before this moment are less, those of later ones are not. */
export function decisionIdAt(ms: number): string {
  return DECISION_ID_PREFIX + firstIdOf(ms);
}

/**
 * One page of the past, oldest first. It is found by the primary key, so that the millionth page costs no more than
 * the first, and nothing is held open between two of them.
 *
 * @param after the last id of the page before, or the first bound: ids greater than this one
 * @param before ids less than this one
 */
export async function pastDecisions(
  pool: Pool,
  { after, before }: { readonly after: string; readonly before: string },
  limit: number,
): Promise<readonly PastDecision[]> {
  const { rows } = await pool.query<Row>({
    name: 'past-decisions',
    // A hold that came to its end by the clock says nothing about what people thought of it.
    text: `select d.id, d.decided_at as "decidedAt", d.action, d.answer, d.event, d.known, encode(d.event_hash, 'hex') as hash,
        r.acting_as as by, r.outcome
      from (select * from gate.decision where id > $1 and id < $2 order by id limit $3) d
      left join gate.resolution r on r.decision = d.id and r.outcome in ('release', 'refuse')
      order by d.id`,
    values: [after, before, limit],
  });
  return rows.map(({ by, outcome, event, known, hash, ...decision }) => ({
    ...decision,
    event: event === null ? null : asDecided(event, known, hash),
    resolution: by === null || outcome === null ? null : { by, outcome },
  }));
}

function asDecided(text: string, known: string | null, hash: string): string | null {
  // Both were written by this area, and by nobody else.
  const event = JSON.parse(text) as Event;
  if (!isWhole(event, hash)) return null;
  return known === null ? text : JSON.stringify(completedFrom(event, known));
}

/** Only content and context are ever left out. An event that never had any is whole without them, as its hash tells. */
function isWhole(event: Event, hash: string): boolean {
  return event.content !== undefined || event.context !== undefined || eventHash(event) === hash;
}
