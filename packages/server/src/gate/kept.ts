import { type Action, type Event, keptEvent, type Practice } from '@safeward/engine';

/** What the practice lets us keep of an event after this action, as JSON text; null where it is nothing. */
export function keptText(event: Event, keep: Practice['keep'], action: Action): string | null {
  const kept = keptEvent(event, keep.byAction[action] ?? keep.otherwise);
  return kept === null ? null : JSON.stringify(kept);
}
