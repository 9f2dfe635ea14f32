import { decide, type Event, parseEventJson } from '@safeward/engine';
import type { EngineCase } from './case.ts';

/** How a case is gone through: from the parsed event, or from the bytes of a request. */
export const FROM = ['event', 'json'] as const;
export type From = (typeof FROM)[number];

/** Decides every event of a case once. Returns how many a measure acts on, so that nothing can be left out. */
export function decideAll({ plan, events, bodies }: EngineCase, from: From): number {
  let matched = 0;
  if (from === 'event') {
    for (const event of events) if (decide(plan, event).outcome.reasons.length > 0) matched++;
  } else {
    for (const body of bodies) if (decide(plan, parsed(body)).outcome.reasons.length > 0) matched++;
  }
  return matched;
}

/** Milliseconds that each single decision takes by the clock on the wall. */
export function timeEach({ plan, events, bodies }: EngineCase, from: From): Float64Array {
  const took = new Float64Array(events.length);
  for (let at = 0; at < events.length; at++) {
    const event = events[at];
    const body = bodies[at];
    if (event === undefined || body === undefined) break;
    const began = performance.now();
    decide(plan, from === 'event' ? event : parsed(body));
    took[at] = performance.now() - began;
  }
  return took;
}

function parsed(body: Uint8Array): Event {
  const event = parseEventJson(body);
  if (!event.ok) throw new Error(`an invented event is refused: ${JSON.stringify(event.problems)}`);
  return event.value;
}
