import type { Event } from '@safeward/engine';
import { expect, it } from 'vitest';
import { describeWhat } from './what.ts';

const EVENT: Event = {
  id: 'e1',
  kind: 'message',
  at: '2026-11-20T21:22:25Z',
  actor: { id: 'dan' },
  target: { id: 'mia' },
  content: { text: 'hi, how old are you? call me' },
};

it.each<[what: string, places: readonly (readonly [number, number])[], columns: number, shown: string]>([
  ['nothing', [], 40, '“hi, how old are you? call me”'],
  ['a place', [[4, 19]], 40, '“hi, [how old are you]? call me”'],
  [
    'places that overlap',
    [
      [4, 19],
      [8, 20],
    ],
    40,
    '“hi, [how old are you][?] call me”',
  ],
  ['a place that is cut off', [[4, 19]], 16, '“hi, [how old a…]”'],
  ['a place that comes late, the beginning left out', [[21, 28]], 14, '“…ou? [call me]”'],
  [
    'the first of many places',
    [
      [4, 7],
      [21, 28],
    ],
    12,
    '“hi, [how] o…”',
  ],
])('marks %s', (_what, places, columns, shown) => {
  const pieces = describeWhat(
    EVENT,
    places.map(([start, end]) => ({ start, end })),
    columns,
  );
  const joined = pieces.map(({ text, marked }) => (marked ? `[${text}]` : text)).join('');
  expect(joined).toBe(shown);
  expect([...pieces.map(({ text }) => text).join('')].length).toBeLessThanOrEqual(columns);
});
