import { isDatabaseAway, type Pool } from '../database/index.ts';
import type { Logger } from '../log/log.ts';
import { removeOld } from './store.ts';

/** An answer that is told no longer is gone at most so much later. */
const EVERY_MS = 10 * 60_000;

/** Removes answers that are a day old, now and from time to time. Any number of processes may do so at once. */
export function startRemoval(pool: Pool, log: Logger, everyMs = EVERY_MS): { stop(): Promise<void> } {
  let running = round();
  const timer = setInterval(() => {
    running = running.then(round);
  }, everyMs);
  timer.unref();

  async function round(): Promise<void> {
    try {
      await removeOld(pool);
    } catch (error) {
      if (!isDatabaseAway(error)) log.error({ err: error }, 'old answers cannot be removed; trying again');
    }
  }

  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
