import type { Event } from '../../event/event.ts';

/** How actor and target stand to each other; `null`: not said. */
export interface RelationshipSignals {
  readonly connected: boolean | null;
  readonly mutual_connections: number | null;
  readonly blocked: boolean | null;
}

export function relationshipSignals({ relationship }: Event): RelationshipSignals {
  return {
    connected: relationship?.connected ?? null,
    mutual_connections: relationship?.mutual_connections ?? null,
    blocked: relationship?.blocked ?? null,
  };
}
