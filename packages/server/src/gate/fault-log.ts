import type { Logger } from '../platform/log/log.ts';

/** What fails for one event mostly fails for all that come: one line a second says it as well as a thousand. */
const QUIET_MS = 1_000;

/**
 * @param now a clock that does not jump, in milliseconds
 * @returns logs a fault, or counts it where another was logged a moment ago
 */
export function createFaultLog(
  log: Logger,
  now: () => number = () => performance.now(),
): (error: unknown, eventId: string) => void {
  let loggedAt = Number.NEGATIVE_INFINITY;
  let since = 0;
  return (error, eventId) => {
    if (now() - loggedAt < QUIET_MS) {
      since += 1;
      return;
    }
    log.error({ event: eventId, more: since, err: error }, 'a decision could not be made safe');
    loggedAt = now();
    since = 0;
  };
}
