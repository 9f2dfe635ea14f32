import type { Outcome } from '@safeward/engine';

export const MINUTE_MS = 60_000;
/** While the database is away no more minutes than these are remembered; the oldest go first. */
const MAX_MINUTES = 24 * 60;

/** What one process saw in one minute. */
export interface MinuteCounts {
  /** The beginning of the minute, in milliseconds since 1970. */
  readonly at: number;
  readonly decisions: number;
  readonly degraded: number;
  /** Matches of each measure, acting or in shadow. */
  readonly matches: ReadonlyMap<string, number>;
}

export interface Counter {
  count(outcome: Pick<Outcome, 'reasons' | 'shadow'>, isDegraded: boolean): void;
  /** Everything since the last time; who takes it and cannot write it down gives it back. */
  take(): readonly MinuteCounts[];
  giveBack(counts: readonly MinuteCounts[]): void;
}

interface Minute {
  decisions: number;
  degraded: number;
  readonly matches: Map<string, number>;
}

/** Counts in memory: a few additions for a decision. What a process has not written down when it is killed is lost. */
export function createCounter(now: () => number = Date.now): Counter {
  let minutes = new Map<number, Minute>();

  function minuteAt(at: number): Minute {
    const known = minutes.get(at);
    if (known !== undefined) return known;
    const made = { decisions: 0, degraded: 0, matches: new Map<string, number>() };
    minutes.set(at, made);
    const [oldest] = minutes.keys();
    if (minutes.size > MAX_MINUTES && oldest !== undefined) minutes.delete(oldest);
    return made;
  }

  return {
    count({ reasons, shadow = [] }, isDegraded) {
      const minute = minuteAt(minuteOf(now()));
      minute.decisions += 1;
      if (isDegraded) minute.degraded += 1;
      for (const { measure } of reasons) add(minute.matches, measure, 1);
      for (const { measure } of shadow) add(minute.matches, measure, 1);
    },
    take() {
      const taken = [...minutes].map(([at, minute]) => ({ at, ...minute }));
      minutes = new Map();
      return taken;
    },
    giveBack(counts) {
      // What was counted meanwhile comes after it, so that the oldest stays the first.
      const later = minutes;
      minutes = new Map();
      const all = [...counts, ...[...later].map(([at, minute]) => ({ at, ...minute }))];
      for (const { at, decisions, degraded, matches } of all) {
        const minute = minuteAt(at);
        minute.decisions += decisions;
        minute.degraded += degraded;
        for (const [measure, more] of matches) add(minute.matches, measure, more);
      }
    },
  };
}

/** The beginning of the minute that a moment lies in, in milliseconds since 1970. */
export function minuteOf(ms: number): number {
  return Math.floor(ms / MINUTE_MS) * MINUTE_MS;
}

function add(counts: Map<string, number>, key: string, more: number): void {
  counts.set(key, (counts.get(key) ?? 0) + more);
}
