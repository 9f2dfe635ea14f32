import type { Event } from '../event/event.ts';
import type { History } from '../history/index.ts';
import type { Plan } from '../practice/plan/plan.ts';
import type { Outcome } from './decision.ts';
import { matchMeasures } from './match.ts';
import { outcomeOf } from './outcome.ts';
import { EventView } from './view.ts';

/** A decision as the engine makes it. */
export interface Decided {
  readonly outcome: Outcome;
}

/**
 * Decides one event under a practice: a pure function of the two, equal bit for bit wherever and whenever it is
 * computed.
 *
 * @param event parsed by `parseEvent`; nothing is checked again here
 * @param past what happened before between its people, where a history is kept: a recorded input like the event
 */
export function decide(plan: Plan, event: Event, past: History | null = null): Decided {
  const view = new EventView(plan, event, past);
  return { outcome: outcomeOf(plan, view, matchMeasures(plan, view)) };
}
