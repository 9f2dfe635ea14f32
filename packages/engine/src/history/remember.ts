import type { Event } from '../event/event.ts';
import { normalize } from '../signals/index.ts';
import type { MemoryHistory } from './memory.ts';
import { observe, wordingOf } from './observation.ts';
import { seeFamilies } from './see.ts';

/** Folds an event into a history, after it was decided: what it shows is read from its text where it has one. */
export function remember(history: MemoryHistory, event: Event): void {
  const text = event.content?.text === undefined ? null : normalize(event.content.text);
  const seen = observe(
    event,
    text === null ? [] : seeFamilies(text),
    text === null ? null : wordingOf(text.plain.text),
  );
  if (seen !== null) history.add(seen);
}
