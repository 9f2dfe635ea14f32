import { type Action, type Event, keptEvent, type Practice } from '@safeward/engine';

/** What the practice lets us keep of an event after this action; null where it is nothing. */
export function keptOf(event: Event, keep: Practice['keep'], action: Action): Event | null {
  return keptEvent(event, keep.byAction[action] ?? keep.otherwise);
}
