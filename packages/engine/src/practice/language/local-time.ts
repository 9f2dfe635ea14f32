/** The wall clock of an event in the service's zone. Uses the zone rules that ship with the runtime. */

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
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
  let hour = 0;
  let minute = 0;
  let weekday = 1;
  for (const part of formatter(zone).formatToParts(at)) {
    if (part.type === 'hour') hour = Number(part.value);
    else if (part.type === 'minute') minute = Number(part.value);
    else if (part.type === 'weekday') weekday = WEEKDAYS.indexOf(part.value) + 1;
  }
  return { hour, minute, weekday };
}

function formatter(zone: string): Intl.DateTimeFormat {
  let made = formatters.get(zone);
  if (!made) {
    made = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hour: '2-digit',
      minute: '2-digit',
      weekday: 'short',
      hourCycle: 'h23',
    });
    formatters.set(zone, made);
  }
  return made;
}
