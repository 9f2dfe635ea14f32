import { decide, type Event, keptEvent, type Outcome, type Plan } from '@safeward/engine';

/**
 * What the gate decides, keeps and answers for an event, made beforehand: the bare handler writes and answers the same
 * without having to decide anything. The ids are its own.
 */
export interface Expected {
  readonly outcome: Outcome;
  /** What may be kept of the event. */
  readonly kept: Event | null;
}

export function expectedOf(plan: Plan, event: Event): Expected {
  const { outcome } = decide(plan, event);
  const { byAction, otherwise } = plan.practice.keep;
  return { outcome, kept: keptEvent(event, byAction[outcome.action] ?? otherwise) };
}
