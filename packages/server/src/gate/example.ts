import type { Event } from '@safeward/engine';

/** Shown in the API document and tried by its tests: invented people, a stranger's first word to a child. */
export const EXAMPLE_EVENT: Event = {
  id: 'msg-81',
  kind: 'message',
  at: '2026-11-24T10:00:00Z',
  actor: { id: 'u1', age: { band: 'adult', assurance: 'estimated' } },
  target: { id: 'u2', age: { band: '13_15', assurance: 'declared' } },
  relationship: { connected: false },
  content: { text: 'hi, how old are you?' },
};
