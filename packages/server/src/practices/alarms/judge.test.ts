import { describe, expect, test } from 'vitest';
import { createCounter } from './counter.ts';
import { judgeDegraded, judgeUsual, windowStart } from './judge.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const NOW = Date.parse('2026-11-24T12:34:56Z');
const RULE = { kind: 'over_usual', measure: 'any', times: 5, atLeast: 20, windowMinutes: 10 } as const;

test('a window ends with the minute under way', () => {
  expect(new Date(windowStart(NOW, 10)).toISOString()).toBe('2026-11-24T12:25:00.000Z');
  expect(new Date(windowStart(NOW, 1)).toISOString()).toBe('2026-11-24T12:34:00.000Z');
});

describe('over the usual', () => {
  const start = windowStart(NOW, RULE.windowMinutes);
  test.each([
    // 1,008 windows of ten minutes in seven days: 4,032 matches are four each.
    ['at five times', { since: NOW - 30 * DAY, matches: 20, before: 4_032 }, null],
    ['above five times', { since: NOW - 30 * DAY, matches: 21, before: 4_032 }, 4],
    ['too few to say', { since: NOW - 30 * DAY, matches: 19, before: 0 }, null],
    ['never before', { since: NOW - 30 * DAY, matches: 20, before: 0 }, 0],
    ['in force for a day: a mean over that day', { since: start - DAY, matches: 50, before: 1_440 }, null],
    ['the same, above', { since: start - DAY, matches: 51, before: 1_440 }, 10],
    ['in force for less than a window before', { since: start - 9 * MINUTE, matches: 900, before: 1 }, null],
    ['in force since the window began', { since: NOW, matches: 900, before: 0 }, null],
  ])('%s', (_, counts, usual) => {
    const counted = judgeUsual(RULE, { measure: 'm', ...counts }, start);
    expect(counted?.numbers.usual ?? null).toBe(usual);
  });
});

test.each([
  [{ decisions: 1_000, degraded: 10 }, false],
  [{ decisions: 1_000, degraded: 11 }, true],
  [{ decisions: 99, degraded: 99 }, false],
  [{ decisions: 0, degraded: 0 }, false],
])('degraded %j: %s', (counts, holds) => {
  const rule = { kind: 'degraded_over', percent: 1, atLeast: 100, windowMinutes: 10 } as const;
  expect(judgeDegraded(rule, counts) !== null).toBe(holds);
});

describe('counting', () => {
  const reason = (measure: string) => ({
    measure,
    title: '',
    action: 'nudge' as const,
    because: '',
    saw: {},
    spans: [],
    refs: [],
  });

  test('is by the minute, of what acts and what is in shadow', () => {
    let now = 0;
    const counter = createCounter(() => now);
    counter.count({ reasons: [reason('a')], shadow: [reason('b')] }, false);
    now = 59_999;
    counter.count({ reasons: [reason('a')] }, true);
    now = 60_000;
    counter.count({ reasons: [] }, false);
    const first = { at: 0, decisions: 2, degraded: 1, matches: new Map(Object.entries({ a: 2, b: 1 })) };
    const second = { at: 60_000, decisions: 1, degraded: 0, matches: new Map() };
    const taken = counter.take();
    expect(taken).toEqual([first, second]);
    expect(counter.take()).toEqual([]);

    counter.count({ reasons: [] }, false);
    counter.giveBack(taken);
    expect(counter.take()).toEqual([first, { ...second, decisions: 2 }]);
  });

  test('remembers a day at most', () => {
    let now = 0;
    const counter = createCounter(() => now);
    for (let minute = 0; minute < 1_500; minute++) {
      now = minute * MINUTE;
      counter.count({ reasons: [] }, false);
    }
    const taken = counter.take();
    expect(taken).toHaveLength(1_440);
    expect(taken.at(-1)?.at).toBe(now);
  });
});
