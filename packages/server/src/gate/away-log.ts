import type { Standing } from '../platform/database/availability.ts';
import { CAUSE_TOLD } from '../platform/database/index.ts';
import type { Logger } from '../platform/log/log.ts';

/** Tells the operator that the database is away, and why, in words and as a code to search for. */
export function logAway(log: Logger): (standing: Standing) => void {
  return (standing) => {
    if (standing.up) {
      log.info('the database answers again');
      return;
    }
    const { cause, error } = standing;
    log.warn(
      { cause, ...(error !== undefined && { err: error }) },
      `the database is away; decisions go to the spool: ${CAUSE_TOLD[cause]}`,
    );
  };
}
