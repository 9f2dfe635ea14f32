import { type Bucket, createBucket, type Taken } from './bucket.ts';
import type { Rate } from './rate.ts';

export interface LimiterOptions {
  /** For keys that have none of their own; null for no limit. */
  readonly otherwise: Rate | null;
  /** Told of everything that is refused. */
  readonly onLimited: (keyId: string) => void;
  /** A clock that does not jump, in milliseconds. */
  readonly now?: () => number;
}

/** What a key was granted, with the limit that it is granted under. */
export interface Granted extends Taken {
  readonly rate: Rate;
}

export interface Limiter {
  /**
   * Takes from what a key has left in this process.
   *
   * @param own the key's own limit
   * @param needed as of a bucket
   * @returns null where there is no limit
   */
  take(keyId: string, own: Rate | null, count: number, needed?: number): Granted | null;
}

/** One bucket for each key that has a limit and was used: there are no more of them than keys. */
export function createLimiter({
  otherwise,
  onLimited,
  now = () => performance.now(),
}: LimiterOptions): Limiter {
  const buckets = new Map<string, Bucket>();

  function bucketOf(keyId: string, rate: Rate, at: number): Bucket {
    const known = buckets.get(keyId);
    if (known) return known;
    const made = createBucket(rate, at);
    buckets.set(keyId, made);
    return made;
  }

  return {
    take(keyId, own, count, needed) {
      const rate = own ?? otherwise;
      if (rate === null) return null;
      const at = now();
      const taken = bucketOf(keyId, rate, at).take(count, at, needed);
      if (!taken.ok) onLimited(keyId);
      return { ...taken, rate };
    },
  };
}
