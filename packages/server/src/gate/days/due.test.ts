import { expect, test } from 'vitest';
import { dayAt, daysFrom } from './day.ts';
import { whatToDo } from './due.ts';

const NOW = Date.parse('2026-11-25T10:00:00Z');
const HOUR = 3_600_000;
const at = (hours: number) => NOW + hours * HOUR;
const day = (daysAgo: number) => dayAt(NOW - daysAgo * 24 * HOUR);
const rest = { name: 'rest', from: '', to: null };

test.each([
  ['is dropped when all of it is due', day(30), -20, -1, 'drop'],
  ['waits for its last where that is due within a day', day(30), -1, 20, null],
  ['is thinned out where its last is kept for longer', day(30), -1, 60 * 24, 'thin'],
  ['is left alone where nothing is due', day(30), 1, 20, null],
  ['is not dropped before it is over', day(0), -2, -1, null],
  ['is thinned out also today', day(0), -2, 90 * 24, 'thin'],
  ['on which nothing was decided goes two days after it', day(3), null, null, 'drop'],
  ['on which nothing was decided stays before that', day(1), null, null, null],
  ['for the rest is thinned out only', rest, -20, -1, 'thin'],
  ['for the rest is left alone where nothing is due', rest, null, null, null],
] as const)('a part %s', (_what, part, first, last, expected) => {
  const span = { first: first === null ? null : at(first), last: last === null ? null : at(last) };
  expect(whatToDo(part, span, NOW)).toBe(expected);
});

test('days follow one another without a gap, by UTC', () => {
  const days = daysFrom(Date.parse('2026-12-31T23:59:59.999Z'), 1);
  expect(days.map(({ name }) => name)).toEqual(['2026_12_31', '2027_01_01']);
  expect(days[0]?.to).toBe(days[1]?.from);
  expect(dayAt(Date.parse('2027-01-01T00:00:00Z'))).toEqual(days[1]);
});
