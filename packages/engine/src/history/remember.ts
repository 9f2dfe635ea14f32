import type { Event } from '../event/event.ts';
import { normalize } from '../signals/index.ts';
import type { MemoryHistory } from './memory.ts';
import { type Observation, observe, wordingOf } from './observation.ts';
import { seeFamilies } from './see.ts';

/** Folds an event into a history, after it was decided: what it shows is read from its text where it has one. */
export function remember(history: MemoryHistory, event: Event): void {
  const seen = observeEvent(event);
  if (seen !== null) history.add(seen);
}

/** What there is to remember of an event. Only of a message between two people the text is read. */
export function observeEvent(event: Event, decidedAt?: number): Observation | null {
  const written = event.target === undefined ? undefined : event.content?.text;
  if (written === undefined) return observe(event, [], null, decidedAt);
  const text = normalize(written);
  return observe(event, seeFamilies(text), wordingOf(text.plain.text), decidedAt);
}
