import type { Event } from '@safeward/engine';

let made = 0;

/** An event with an id of its own, between invented people who know each other, unless said otherwise. */
export function someEvent(changes: Partial<Event> = {}): Event {
  made += 1;
  return {
    id: `e-${process.pid}-${made}`,
    kind: 'message',
    at: '2026-11-24T10:00:00Z',
    actor: { id: 'u1', age: { band: 'adult', assurance: 'estimated' } },
    target: { id: 'u2', age: { band: 'adult', assurance: 'declared' } },
    relationship: { connected: true },
    content: { text: 'see you at the match on Saturday' },
    ...changes,
  };
}
