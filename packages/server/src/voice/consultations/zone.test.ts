import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addPeriod, endOfDayAfter, instantOf, isZone, sayTime, wallTime } from './zone.ts';

const iso = (ms: number) => new Date(ms).toISOString();
const wall = (text: string) => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = text.split(/\D/).map(Number);
  return { year, month, day, hour, minute, second };
};

describe('a time on the wall becomes a moment', () => {
  // Computed by Python's zoneinfo (fold=0), apart from the left-out hours, which RFC 5545 moves forward.
  it.each([
    ['2026-01-15T12:00:00', 'Europe/London', '2026-01-15T12:00:00.000Z'],
    ['2026-07-01T23:59:59', 'Europe/London', '2026-07-01T22:59:59.000Z'],
    ['2026-10-25T01:30:00', 'Europe/London', '2026-10-25T00:30:00.000Z'],
    ['2026-03-29T01:30:00', 'Europe/London', '2026-03-29T01:30:00.000Z'],
    ['2026-03-08T02:30:00', 'America/New_York', '2026-03-08T07:30:00.000Z'],
    ['2026-07-01T23:59:59', 'Pacific/Kiritimati', '2026-07-01T09:59:59.000Z'],
    ['2026-07-01T00:00:00', 'Asia/Kathmandu', '2026-06-30T18:15:00.000Z'],
    ['2026-04-05T01:45:00', 'Australia/Lord_Howe', '2026-04-04T14:45:00.000Z'],
  ])('%s in %s', (text, zone, expected) => {
    expect(iso(instantOf(wall(text), zone))).toBe(expected);
  });

  it('and back, wherever the clocks do not jump', () => {
    const zones = fc.constantFrom('Europe/London', 'America/St_Johns', 'Pacific/Auckland', 'UTC');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800 }), zones, (seconds, zone) => {
        const shown = wallTime(seconds * 1_000, zone);
        expect(wallTime(instantOf(shown, zone), zone)).toEqual(shown);
      }),
    );
  });
});

describe('a period', () => {
  it.each([
    ['2026-11-30', { months: 3 }, '2027-02-28'],
    ['2027-11-30', { months: 3 }, '2028-02-29'],
    ['2026-12-31', { months: 2 }, '2027-02-28'],
    ['2026-04-08', { weeks: 12 }, '2026-07-01'],
    ['2026-10-31', { months: 1, days: 1 }, '2026-12-01'],
  ])('%s and %o', (from, period, expected) => {
    const { year, month, day } = addPeriod(wall(`${from}T00:00:00`), period);
    expect({ year, month, day }).toMatchObject({
      ...Object.fromEntries(
        ['year', 'month', 'day'].map((name, n) => [name, Number(expected.split('-')[n])]),
      ),
    });
  });

  it('ends with the last second of a day, in summer as in winter', () => {
    const opens = Date.parse('2019-04-08T08:00:00Z');
    const closes = endOfDayAfter(opens, { weeks: 12 }, 'Europe/London');
    expect(iso(closes)).toBe('2019-07-01T22:59:59.000Z');
    expect(iso(endOfDayAfter(closes, { weeks: 12 }, 'Europe/London'))).toBe('2019-09-23T22:59:59.000Z');
    expect(iso(endOfDayAfter(closes, { months: 6 }, 'Europe/London'))).toBe('2020-01-01T23:59:59.000Z');
  });
});

it('is said in the zone', () => {
  expect(sayTime(Date.parse('2026-07-01T22:59:59Z'), 'Europe/London')).toBe('1 July 2026, 23:59:59 BST');
  expect(sayTime(Date.parse('2026-01-01T12:00:00Z'), 'Europe/London')).toBe('1 January 2026, 12:00 GMT');
});

it('knows zones', () => {
  expect(['Europe/London', 'UTC', 'Europe/Londn', ''].map(isZone)).toEqual([true, true, false, false]);
});
