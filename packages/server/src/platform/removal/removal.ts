import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseAway, type Pool } from '../database/index.ts';
import type { Logger } from '../log/log.ts';

/** One kind of what is removed when its time is over. */
export interface Removal {
  /** In the plural, for the log and the metrics. */
  readonly what: string;
  /** Removes a batch, small enough that nobody waits for it long. @returns how many; 0 where there is nothing more */
  readonly removeSome: (pool: Pool) => Promise<number>;
}

export interface RemovingOptions {
  readonly pool: Pool;
  readonly log: Logger;
  readonly removals: readonly Removal[];
  /** Between two rounds, in milliseconds; a minute, if left out. */
  readonly checkMs?: number | undefined;
  readonly onRemoved: (what: string, count: number) => void;
}

export interface Removing {
  stop(): Promise<void>;
}

/** What is due is gone at most this long after, unless it says otherwise. */
const CHECK_MS = 60_000;
/** Between two batches: whoever decides comes first. */
const PAUSE_MS = 20;

/** Removes what is due, from time to time. Any number of processes may do so at once. */
export function startRemoving(options: RemovingOptions): Removing {
  const { pool, log, removals, checkMs = CHECK_MS, onRemoved } = options;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  function schedule(): void {
    if (stopped) return;
    timer = setTimeout(() => {
      running = round().finally(schedule);
    }, checkMs);
    timer.unref();
  }

  async function round(): Promise<void> {
    for (const removal of removals) await removeAll(removal);
  }

  async function removeAll({ what, removeSome }: Removal): Promise<void> {
    let total = 0;
    try {
      while (!stopped) {
        const removed = await removeSome(pool);
        if (removed === 0) break;
        onRemoved(what, removed);
        total += removed;
        await sleep(PAUSE_MS);
      }
    } catch (error) {
      if (!isDatabaseAway(error))
        log.error({ err: error, what }, 'what is due cannot be removed; trying again');
    }
    if (total > 0) log.info({ what, count: total }, 'what was due is removed');
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
