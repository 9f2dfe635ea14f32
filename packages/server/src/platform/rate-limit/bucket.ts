import type { Rate } from './rate.ts';

/** What came of asking for some of what is left. */
export interface Taken {
  readonly ok: boolean;
  /** What is left now, whole ones. */
  readonly left: number;
  /** Until it would be full again, in seconds, rounded up. */
  readonly fullIn: number;
  /** Until there would be as many as are needed, in seconds, rounded up; null where there never will. */
  readonly enoughIn: number | null;
}

/** A bucket that fills by itself; from which is taken only what is in it. */
export interface Bucket {
  readonly rate: Rate;
  /**
   * Takes `count` where there are as many, else nothing: in constant time, and without a timer, for what has come
   * in is reckoned when it is asked for.
   *
   * @param now of a clock that does not jump, in milliseconds
   * @param needed how many whoever is refused would need when it comes again, where that is more
   */
  take(count: number, now: number, needed?: number): Taken;
}

/** What adding up many small parts may be off by: whoever comes when it was told to come is not sent away. */
const ROUNDING = 1e-6;

export function createBucket(rate: Rate, began: number): Bucket {
  const perMs = rate.count / (rate.seconds * 1_000);
  let level = rate.burst;
  let at = began;
  const secondsFor = (missing: number) => Math.ceil(Math.max(missing, 0) / perMs / 1_000);
  return {
    rate,
    take(count, now, needed = count) {
      // Two requests may be reckoned in another order than their clock was read.
      level = Math.min(rate.burst, level + Math.max(now - at, 0) * perMs);
      at = Math.max(at, now);
      const ok = level >= count - ROUNDING;
      if (ok) level = Math.max(level - count, 0);
      return {
        ok,
        left: Math.floor(level),
        fullIn: secondsFor(rate.burst - level),
        enoughIn: needed > rate.burst ? null : secondsFor(needed - level),
      };
    },
  };
}
