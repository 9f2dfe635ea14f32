import { isDatabaseAway, type Pool } from '../../platform/database/index.ts';
import type { Logger } from '../../platform/log/log.ts';
import { expireHolds } from './store.ts';

/** Ends holds whose moment has passed. Any number of processes may do so at once. */
export interface HoldClock {
  stop(): Promise<void>;
}

/** A hold ends at most this long after its moment. */
const POLL_MS = 500;

/** Where the database is away it goes on when it is back. */
export function startHoldClock(pool: Pool, log: Logger, pollMs = POLL_MS): HoldClock {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  function schedule(): void {
    if (stopped) return;
    timer = setTimeout(() => {
      running = round().finally(schedule);
    }, pollMs);
    timer.unref();
  }

  async function round(): Promise<void> {
    try {
      let more = true;
      while (more && !stopped) ({ more } = await expireHolds(pool));
    } catch (error) {
      if (!isDatabaseAway(error))
        log.error({ err: error }, 'holds cannot be ended by the clock; trying again');
    }
  }

  schedule();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
