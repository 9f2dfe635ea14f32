import { decisionIdAt } from '../past.ts';

/** One day in UTC, as a span of ids: decisions made in it have one that is not less than `from`, and less than `to`. */
export interface Day {
  /** `2026_11_25`, as its tables are called. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

const DAY_MS = 86_400_000;

/** The day of a moment, in milliseconds since 1970. */
export function dayAt(ms: number): Day {
  const start = Math.floor(ms / DAY_MS) * DAY_MS;
  const name = new Date(start).toISOString().slice(0, 10).replaceAll('-', '_');
  return { name, from: decisionIdAt(start), to: decisionIdAt(start + DAY_MS) };
}

/** This day and so many after it. */
export function daysFrom(ms: number, after: number): readonly Day[] {
  return Array.from({ length: after + 1 }, (_, n) => dayAt(ms + n * DAY_MS));
}
