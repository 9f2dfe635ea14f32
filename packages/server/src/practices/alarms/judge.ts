import type { AlarmRule } from '@safeward/engine';
import { MINUTE_MS, minuteOf } from './counter.ts';

/** What is usual is taken over so many days before the window. */
export const USUAL_DAYS = 7;

/** Where a window begins: it ends with the minute under way, and has so many minutes with that one. */
export function windowStart(now: number, minutes: number): number {
  return minuteOf(now) - (minutes - 1) * MINUTE_MS;
}

/** The earliest minute that says what is usual before a window. */
export function usualStart(start: number): number {
  return start - USUAL_DAYS * 24 * 60 * MINUTE_MS;
}

/** What was counted of a measure. */
export interface MeasureCounts {
  readonly measure: string;
  /** Since when it has been in force, in milliseconds since 1970. */
  readonly since: number;
  /** In the window. */
  readonly matches: number;
  /** From `since`, or `usualStart`, until the window. */
  readonly before: number;
}

/** What was counted when an alarm was raised, in words for people and in numbers for programs. */
export interface Counted {
  readonly said: string;
  readonly numbers: Readonly<Record<string, number | string>>;
}

type RuleOf<K extends AlarmRule['kind']> = Extract<AlarmRule, { kind: K }>;

/**
 * Whether a measure matches far more often than usual; null where it does not, or nothing can be said: too few
 * matches, or a measure that has not been in force for as long as the window before it.
 */
export function judgeUsual(
  { times, atLeast, windowMinutes }: RuleOf<'over_usual'>,
  { measure, since, matches, before }: MeasureCounts,
  start: number,
): Counted | null {
  const minutesBefore = (start - Math.max(minuteOf(since), usualStart(start))) / MINUTE_MS;
  if (matches < atLeast || minutesBefore < windowMinutes) return null;
  const usual = (before / minutesBefore) * windowMinutes;
  if (matches <= usual * times) return null;
  const rounded = Math.round(usual * 100) / 100;
  return {
    said: `${measure} matched ${matches} times in ${windowMinutes} min; usual are ${rounded}`,
    numbers: { matches, usual: rounded, window_minutes: windowMinutes },
  };
}

/** Whether too large a share of decisions lacked a part; null where not, or where they are too few. */
export function judgeDegraded(
  { percent, atLeast, windowMinutes }: RuleOf<'degraded_over'>,
  { decisions, degraded }: { readonly decisions: number; readonly degraded: number },
): Counted | null {
  if (decisions < atLeast || degraded * 100 <= percent * decisions) return null;
  return {
    said: `${degraded} of ${decisions} decisions in ${windowMinutes} min lacked a part that was late or down; the limit is ${percent}%`,
    numbers: { decisions, degraded, window_minutes: windowMinutes },
  };
}

/** What waits for somebody's word since before a moment. */
export interface Waiting {
  readonly held: number;
  /** When the one that has waited longest was decided. */
  readonly oldest: Date;
}

export function judgeWaiting(
  { milliseconds }: RuleOf<'held_longer_than'>,
  { held, oldest }: Waiting,
): Counted {
  const minutes = milliseconds / MINUTE_MS;
  return {
    said: `${held} held for longer than ${saidMinutes(minutes)}; the oldest since ${oldest.toISOString()}`,
    numbers: { held, oldest: oldest.toISOString(), limit_minutes: minutes },
  };
}

function saidMinutes(minutes: number): string {
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
}
