import { describe, expect, test } from 'vitest';
import { measure, measures, outcome, planOf } from '../test-kit.ts';
import { parseUntil } from './until.ts';

test.each([
  ['recipient', { kind: 'releaser', who: 'recipient' }],
  ['sender_confirms', { kind: 'releaser', who: 'sender_confirms' }],
  ['90m', { kind: 'duration', milliseconds: 5_400_000 }],
  ['24h', { kind: 'duration', milliseconds: 86_400_000 }],
  ['7d', { kind: 'duration', milliseconds: 604_800_000 }],
  ['2026-11-24T10:00:00+01:00', { kind: 'time', at: Date.UTC(2026, 10, 24, 9) }],
  ['2026-11-24T10:00:00', null],
  ['2026-11-24', null],
  ['0h', null],
  ['400d', null],
  ['99999d', null],
  ['24 h', null],
  ['somebody', null],
  ['', null],
])('until: %s', (text, expected) => {
  expect(parseUntil(text)).toEqual(expected);
});

describe('which of several holds says when it ends', () => {
  const hold = (id: string, until: string) =>
    measure(id, { when: `target.id != "${id}"`, do: 'hold', until });
  test.each([
    [['24h'], '2026-01-16T12:00:00.000Z'],
    [['24h', '48h'], '2026-01-17T12:00:00.000Z'],
    [['24h', 'sender_confirms'], '2026-01-16T12:00:00.000Z'],
    [['24h', 'recipient'], 'recipient'],
    [['guardian', 'recipient'], 'guardian'],
    [['guardian', 'reviewer', '24h'], 'reviewer'],
    [['2026-02-01T00:00:00Z', '24h'], '2026-02-01T00:00:00.000Z'],
  ])('%j', (untils, expected) => {
    const plan = planOf(measures(...untils.map((until, n) => hold(`m${n}`, until))));
    expect(outcome(plan)).toMatchObject({ action: 'hold', until: expected });
  });
});
