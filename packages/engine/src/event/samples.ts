/** Invented events that tests begin with. */

/** With what a message needs. */
export const MESSAGE = {
  id: 'm1',
  kind: 'message',
  at: '2026-11-24T10:00:00Z',
  actor: { id: 'u1' },
  target: { id: 'u2' },
  content: { text: 'hello' },
};

/** With every field there is. */
export const FULL = {
  id: 'm2',
  kind: 'group_message',
  at: '2026-11-24T10:00:00.123+01:00',
  actor: { id: 'u1', age: { band: 'adult', assurance: 'verified' }, created_at: '2026-01-01T00:00:00Z' },
  target: {
    id: 'u2',
    age: { band: '13_15', assurance: 'declared' },
    created_at: '2026-01-01T00:00:00-05:00',
    language: 'cy',
  },
  audience: {
    kind: 'group',
    id: 'g',
    size: 3,
    children: 1,
    members: [{ id: 'u3', age: { band: 'unknown' } }],
  },
  conversation: 'c9',
  relationship: { connected: false, mutual_connections: 0, blocked: false },
  content: {
    text: 'héllo 👋',
    language: 'en-GB',
    images: [{ id: 'i1', bytes: 'aGVsbG8=' }, { url: 'https://example.org/a.png' }],
    links: ['https://example.org'],
  },
  context: { room: 'lobby', nested: [1, { two: null, three: true }] },
};
