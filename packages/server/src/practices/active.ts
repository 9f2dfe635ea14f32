import type { Event, Explanation, Plan } from '@safeward/engine';
import { isDatabaseAway, type Pool } from '../platform/database/index.ts';
import type { Logger } from '../platform/log/log.ts';
import { endByGuard } from './end-by-guard.ts';
import { type Examine, examineApart } from './examine.ts';
import {
  type Decided,
  decideInForce,
  explainInForce,
  type InForce,
  labelInForce,
  uncounted,
} from './in-force.ts';
import { createLoader } from './load.ts';
import type { PracticeMetrics } from './metrics.ts';
import { type Live, readLive } from './store.ts';

/** What decides in this process. */
export interface ActivePractice {
  /** `name@version#sha256:…`; with an overlay both, with ` + ` between. */
  label(): string;
  inForce(): InForce;
  decide(event: Event): Decided;
  /** As `decide`, of an event that nobody sent: no guard hears of it. */
  rehearse(event: Event): Decided;
  explain(event: Event): Explanation;
  /** What became of a decision, for guards and metrics: once for each event. */
  observe(decided: Decided, isDegraded: boolean): void;
  /** Looks now, after a change made in this process; resolves when it is seen, or cannot be. */
  refresh(): Promise<void>;
  stop(): Promise<void>;
}

export interface FollowOptions {
  readonly pool: Pool;
  readonly log: Logger;
  readonly metrics: PracticeMetrics;
  /** Between two looks at the database. */
  readonly pollMs?: number;
  readonly examine?: Examine;
  /** Compiled already: they need not be read again. */
  readonly plans?: readonly Plan[];
}

/** A change is seen within this time, and its practice then read and compiled: together below a second. */
const POLL_MS = 250;

/**
 * Follows what the database says is in force. While it cannot be read, what was in force stays so; an overlay ends
 * by the clock even then.
 *
 * @throws {NoPractice} where none was ever enforced
 * @throws {PracticeRefused} where the one that is, is none any more for this version of Safeward
 */
export async function followPractices({
  pool,
  log,
  metrics,
  pollMs = POLL_MS,
  examine = examineApart(),
  plans = [],
}: FollowOptions): Promise<ActivePractice> {
  const load = createLoader(pool, log, plans);
  const live = await readLive(pool);
  let seen = textOf(live);
  let loaded = await load(live, null);
  metrics.show(loaded.inForce);
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const onFault = (error: unknown, activation: number): void =>
    log.error(
      { err: error, activation },
      'a practice failed at an event; what is in force beside it decides',
    );

  function inForce(): InForce {
    const { overlay } = loaded.inForce;
    if (overlay !== null && performance.now() >= loaded.overlayEnds) {
      loaded = { ...loaded, inForce: { ...loaded.inForce, overlay: null } };
      metrics.show(loaded.inForce);
      log.info({ practice: overlay.plan.label }, 'an overlay has come to its end');
    }
    return loaded.inForce;
  }

  async function look(): Promise<void> {
    const now = await readLive(pool);
    if (textOf(now) === seen) return;
    loaded = await load(now, inForce());
    seen = textOf(now);
    metrics.show(loaded.inForce);
    const { candidate } = loaded.inForce;
    log.info(
      { practice: labelInForce(loaded.inForce), ...(candidate && { candidate: candidate.plan.label }) },
      'another practice is in force',
    );
  }

  async function guard(): Promise<void> {
    for (const { id, tally } of loaded.guarded) {
      const passed = tally?.passed();
      if (!passed) continue;
      log.warn({ activation: id, passed }, 'a guard was passed');
      await endByGuard(pool, id, passed, examine);
      await look();
      return;
    }
  }

  async function round(): Promise<void> {
    try {
      await look();
      await guard();
    } catch (error) {
      // The gate tells of a database that is away; here it only means that nothing changes.
      if (!isDatabaseAway(error)) log.error({ err: error }, 'what is in force cannot be read; trying again');
    }
  }

  /** One after the other: a look that was begun before a change may not have seen it. */
  function next(): Promise<void> {
    running = running.then(round);
    return running;
  }

  function schedule(): void {
    if (stopped) return;
    timer = setTimeout(() => void next().finally(schedule), pollMs);
    timer.unref();
  }

  schedule();
  return {
    inForce,
    label: () => labelInForce(inForce()),
    decide: (event) => decideInForce(inForce(), event, onFault),
    rehearse: (event) => decideInForce(uncounted(inForce()), event, onFault),
    explain: (event) => explainInForce(inForce(), event),
    observe(decided, degraded) {
      for (const { tally, outcome } of decided.tallied) tally.count({ action: outcome.action, degraded });
      metrics.observe(decided);
    },
    refresh: next,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Equal where nothing changed; how long an overlay has left changes all the time. */
function textOf(live: readonly Live[]): string {
  return live.map(({ id, isGuarded }) => `${id} ${isGuarded}`).join();
}
