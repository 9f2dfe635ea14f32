import { isDatabaseAway, type Pool } from '../../platform/database/index.ts';
import type { Logger } from '../../platform/log/log.ts';
import type { Registry } from '../../platform/metrics/metrics.ts';
import type { Decided, InForce } from '../in-force.ts';
import { writeCounts } from './count-store.ts';
import { createCounter } from './counter.ts';
import { evaluateAlarms, type FindWaiting } from './evaluate.ts';
import { createAlarmMetrics } from './metrics.ts';
import { lastingAlarms } from './store.ts';

/** Counts what is decided in this process, and looks after the alarms of what is in force. */
export interface AlarmWatch {
  observe(decided: Pick<Decided, 'outcome'>, isDegraded: boolean): void;
  /** Writes down what was counted, and looks now. */
  look(): Promise<void>;
  /** Writes down what was counted last. */
  stop(): Promise<void>;
}

export interface WatchOptions {
  readonly pool: Pool;
  readonly log: Logger;
  readonly registry: Registry;
  readonly inForce: () => InForce;
  readonly findWaiting: FindWaiting;
  /** Between two looks, in milliseconds. */
  readonly checkMs?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export const ALARM_CHECK_MS = 15_000;

/** While the database is away, it is counted on, and nothing is raised. */
export function watchAlarms({
  pool,
  log,
  registry,
  inForce,
  findWaiting,
  checkMs = ALARM_CHECK_MS,
  now = Date.now,
}: WatchOptions): AlarmWatch {
  const counter = createCounter(now);
  const metrics = createAlarmMetrics(registry);
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    const counts = counter.take();
    try {
      await writeCounts(pool, counts);
    } catch (error) {
      counter.giveBack(counts);
      throw error;
    }
  }

  async function round(): Promise<void> {
    await write();
    await evaluateAlarms(pool, inForce(), findWaiting, now());
    const lasting = await lastingAlarms(pool);
    metrics.show(lasting.map(({ raised }) => raised.id));
  }

  async function quietly(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!isDatabaseAway(error))
        log.error({ err: error }, 'the alarms cannot be looked after; trying again');
    }
  }

  function schedule(): void {
    if (stopped) return;
    timer = setTimeout(() => {
      running = quietly(round).finally(schedule);
    }, checkMs);
    timer.unref();
  }

  schedule();
  return {
    observe: ({ outcome }, isDegraded) => counter.count(outcome, isDegraded),
    look: round,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
      await quietly(write);
    },
  };
}
