import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LocalTime } from './local-time.ts';

const ZONES = [
  'UTC',
  'Europe/London',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Africa/Monrovia',
];

/** What the runtime says, asked directly. */
function expected(at: number, zone: string): (string | undefined)[] {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    weekday: 'short',
    hourCycle: 'h23',
  }).formatToParts(at);
  return ['hour', 'minute', 'weekday'].map((name) => parts.find(({ type }) => type === name)?.value);
}

function told(at: number, zone: string): string[] {
  const { hour, minute, weekday } = new LocalTime(at, zone);
  const name = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][Number(weekday) - 1] ?? '';
  return [String(hour).padStart(2, '0'), String(minute).padStart(2, '0'), name];
}

describe('local time', () => {
  test('is what the runtime says, whatever the zone and the moment', () => {
    const at = fc.oneof(
      fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) }),
      fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) }),
      fc.integer({ min: Date.UTC(1971, 11), max: Date.UTC(1972, 1) }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), at, (zone, moment) => {
        expect(told(moment, zone)).toEqual(expected(moment, zone));
      }),
      { numRuns: 400 },
    );
  });

  test.each([
    // London puts its clocks forward at the full hour, Lord Howe Island by half an hour, at half past in UTC.
    ['Europe/London', '2026-03-29T01:00:00Z'],
    ['Europe/London', '2026-10-25T01:00:00Z'],
    ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
    ['Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
    // Three quarters of an hour, all but thirty seconds.
    ['Africa/Monrovia', '1972-01-07T00:44:30Z'],
  ])('%s, around the change at %s', (zone, change) => {
    const middle = Date.parse(change);
    for (let at = middle - 7_200_000; at <= middle + 7_200_000; at += 45_000)
      for (const moment of [at - 1, at]) expect(told(moment, zone)).toEqual(expected(moment, zone));
  });
});
