/** A date and a time as a clock on the wall shows them; no moment yet. */
export interface WallTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** How long something lasts by the calendar. */
export interface Period {
  readonly months?: number;
  readonly weeks?: number;
  readonly days?: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

export function isZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** @throws {RangeError} where there is no such zone */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, made);
  return made;
}

/** What the clocks of an IANA zone show at a moment. @param ms since 1970 */
export function wallTime(ms: number, zone: string): WallTime {
  const parts = new Map<string, number>(
    formatOf(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: string) => parts.get(name) ?? 0;
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  };
}

/**
 * The moment at which the clocks of a zone show a time, in milliseconds since 1970. A time that comes twice, when clocks go back, is its
 * first; one that is left out, when they go forward, is as much later as the clocks jump (RFC 5545, section 3.3.5).
 */
export function instantOf(wall: WallTime, zone: string): number {
  const asUtc = utc(wall);
  const day = 86_400_000;
  const offsets = [offsetAt(asUtc - day, zone), offsetAt(asUtc + day, zone)];
  const candidates = offsets.map((offset) => asUtc - offset).sort((a, b) => a - b);
  const exact = candidates.find((ms) => ms + offsetAt(ms, zone) === asUtc);
  return exact ?? asUtc - (offsets[0] ?? 0);
}

function utc({ year, month, day, hour, minute, second }: WallTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function offsetAt(ms: number, zone: string): number {
  const whole = Math.floor(ms / 1_000) * 1_000;
  return utc(wallTime(whole, zone)) - whole;
}

/** The date so much later; the last day of a month that has no such day. */
export function addPeriod(wall: WallTime, { months = 0, weeks = 0, days = 0 }: Period): WallTime {
  const month = wall.year * 12 + wall.month - 1 + months;
  const year = Math.floor(month / 12);
  const lastDay = new Date(Date.UTC(year, (month % 12) + 1, 0)).getUTCDate();
  const moved = new Date(Date.UTC(year, month % 12, Math.min(wall.day, lastDay) + weeks * 7 + days));
  return {
    ...wall,
    year: moved.getUTCFullYear(),
    month: moved.getUTCMonth() + 1,
    day: moved.getUTCDate(),
  };
}

/** The last second of the day so much later than a moment: `23:59:59` by the clocks of the zone. */
export function endOfDayAfter(ms: number, period: Period, zone: string): number {
  return instantOf({ ...addPeriod(wallTime(ms, zone), period), hour: 23, minute: 59, second: 59 }, zone);
}

/** `1 July 2026, 23:59:59 BST`; seconds are left out where they are none. */
export function sayTime(ms: number, zone: string): string {
  const { year, month, day, hour, minute, second } = wallTime(ms, zone);
  const two = (n: number) => String(n).padStart(2, '0');
  const time = `${two(hour)}:${two(minute)}${second === 0 ? '' : `:${two(second)}`}`;
  return `${day} ${MONTHS[month - 1]} ${year}, ${time} ${shortZone(ms, zone)}`;
}

/** `1 July 2026` */
export function sayDate(ms: number, zone: string): string {
  const { year, month, day } = wallTime(ms, zone);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

function shortZone(ms: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'short' }).formatToParts(ms);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
