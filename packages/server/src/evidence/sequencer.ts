import { isDatabaseAway } from '../platform/database/index.ts';
import type { Logger } from '../platform/log/log.ts';
import type { Integrator } from './integrate.ts';
import type { LogMetrics } from './metrics.ts';

/** Brings what is committed into the log, round after round. */
export interface Sequencer {
  /** What waits now is in the log when it resolves. For tests, and before closing. */
  catchUp(): Promise<void>;
  stop(): Promise<void>;
}

/** Between two rounds: a leaf is in the log within a second of its commit, with time to spare. */
const ROUND_MS = 250;

export function startSequencer({
  integrator,
  metrics,
  log,
  roundMs = ROUND_MS,
}: {
  readonly integrator: Integrator;
  readonly metrics: LogMetrics;
  readonly log: Logger;
  readonly roundMs?: number;
}): Sequencer {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let said = '';

  function schedule(): void {
    if (stopped) return;
    timer = setTimeout(() => {
      running = work().finally(schedule);
    }, roundMs);
    timer.unref();
  }

  /** @returns whether something was published */
  async function work(): Promise<boolean> {
    try {
      let round = await integrator.round();
      metrics.observe(round);
      while (round.kind === 'published' && round.more && !stopped) {
        round = await integrator.round();
        metrics.observe(round);
      }
      if (round.kind === 'halted') say(round.halt.code, round.halt.why);
      else if (round.kind === 'published') said = '';
      return round.kind === 'published' && round.added > 0;
    } catch (error) {
      if (!isDatabaseAway(error))
        log.error({ err: error }, 'the evidence log cannot be gone on with; trying again');
      return false;
    }
  }

  function say(code: string, why: string): void {
    if (said === why) return;
    said = why;
    log.error(
      { code, why },
      'the evidence log is halted: nothing is signed until somebody has decided what is true',
    );
  }

  schedule();
  return {
    async catchUp() {
      await running;
      while (await work());
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
