import { expect, test } from 'vitest';
import type { KeepRules } from '../practice/practice.ts';
import type { Event } from './event.ts';
import { keepClass, keptEvent } from './keep.ts';

const EVENT: Event = {
  id: 'm1',
  kind: 'message',
  at: '2026-11-24T10:00:00Z',
  actor: { id: 'u1' },
  target: { id: 'u2' },
  content: { text: 'what somebody wrote', links: ['https://example.org'] },
  context: { room: 'lobby' },
};

test.each([
  ['none', null],
  ['content', EVENT],
  ['signals', { id: 'm1', kind: 'message', at: EVENT.at, actor: EVENT.actor, target: EVENT.target }],
] as const)('of an event, %s keeps what it says', (keep, kept) => {
  expect(keptEvent(EVENT, keep)).toEqual(kept);
});

test('an action without a class of its own has the common one', () => {
  const rules: KeepRules = { byAction: { allow: 'none' }, otherwise: 'content', days: 90 };
  expect(keepClass(rules, 'allow')).toBe('none');
  expect(keepClass(rules, 'block')).toBe('content');
});
