/** The wall clock of an event in the service's zone. Uses the zone rules that ship with the runtime. */

const formatters = new Map<string, Intl.DateTimeFormat>();

export class LocalTime {
  readonly #at: number;
  readonly #zone: string;
  #parts: { hour: number; minute: number; weekday: number } | undefined;
  constructor(at: number, zone: string) {
    this.#at = at;
    this.#zone = zone;
  }

  get hour(): bigint {
    return BigInt(this.#told.hour);
  }
  get minute(): bigint {
    return BigInt(this.#told.minute);
  }
  get weekday(): bigint {
    return BigInt(this.#told.weekday);
  }

  /** From `HH:MM` (inclusive) to `HH:MM` (exclusive), past midnight where the first is later. */
  between(from: string, to: string): boolean {
    const now = this.#told.hour * 60 + this.#told.minute;
    const start = minutesOf(from);
    const end = minutesOf(to);
    if (start === null || end === null)
      throw new TypeError('times are written HH:MM; `check` refuses others');
    return start <= end ? now >= start && now < end : now >= start || now < end;
  }

  get #told(): { hour: number; minute: number; weekday: number } {
    this.#parts ??= tell(this.#at, this.#zone);
    return this.#parts;
  }
}

/** Minutes since midnight of `HH:MM`; null where it is no such time. */
export function minutesOf(time: string): number | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  return match ? Number(match[1]) * 60 + Number(match[2]) : null;
}

/** Whether the runtime knows this IANA zone. */
export function isZone(zone: string): boolean {
  try {
    formatter(zone);
    return true;
  } catch {
    return false;
  }
}

function tell(at: number, zone: string): { hour: number; minute: number; weekday: number } {
  const local = at + offsetAt(at, zone);
  const day = Math.floor(local / DAY_MS);
  const minutes = Math.floor((local - day * DAY_MS) / 60_000);
  // 1 January 1970 was a Thursday.
  return { hour: Math.floor(minutes / 60), minute: minutes % 60, weekday: ((((day + 3) % 7) + 7) % 7) + 1 };
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Zone → hour since 1970 → the offset in that hour; `null` where it changes within. */
const offsets = new Map<string, Map<number, number | null>>();
const HOURS_MAX = 10_000;

/** Local time less UTC, in milliseconds. Asking the runtime costs a hundred times as much as remembering. */
function offsetAt(at: number, zone: string): number {
  let hours = offsets.get(zone);
  if (hours === undefined) {
    hours = new Map();
    offsets.set(zone, hours);
  }
  const hour = Math.floor(at / HOUR_MS);
  let offset = hours.get(hour);
  if (offset === undefined) {
    const first = askOffset(hour * HOUR_MS, zone);
    // No zone has ever changed its offset and changed it back within an hour.
    offset = first === askOffset((hour + 1) * HOUR_MS - 1, zone) ? first : null;
    if (hours.size === HOURS_MAX) hours.clear();
    hours.set(hour, offset);
  }
  return offset ?? askOffset(at, zone);
}

function askOffset(at: number, zone: string): number {
  const told: Record<string, number> = {};
  for (const { type, value } of formatter(zone).formatToParts(at)) told[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = told;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

function formatter(zone: string): Intl.DateTimeFormat {
  let made = formatters.get(zone);
  if (!made) {
    made = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
    });
    formatters.set(zone, made);
  }
  return made;
}
