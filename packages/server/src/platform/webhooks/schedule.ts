const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Pauses after the first, second, … failure. The last one repeats until the patience is over. */
const PAUSES = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
];

/** A receiver that is down over a long weekend still gets everything. */
export const PATIENCE_MS = 72 * HOUR;

/** A part of each pause is chance, so that many failures do not come back together. */
const JITTER = 0.2;

/**
 * When to try again after a failure, in milliseconds from now; null where the patience is over.
 *
 * @param attempts made so far, at least 1
 * @param ageMs since the message was first to be sent
 * @param chance 0 to 1
 */
export function pauseAfter(attempts: number, ageMs: number, chance: number): number | null {
  const pause = PAUSES[Math.min(attempts, PAUSES.length) - 1] ?? HOUR;
  if (ageMs >= PATIENCE_MS) return null;
  // The last try is made when the patience ends, not after it.
  return Math.min(pause * (1 + JITTER * chance), PATIENCE_MS - ageMs);
}
