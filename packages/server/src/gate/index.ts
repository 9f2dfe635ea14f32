import type { Plan } from '@safeward/engine';
import { watchAvailability } from '../platform/database/availability.ts';
import { createPool, type Pool } from '../platform/database/index.ts';
import type { App } from '../platform/http/app.ts';
import type { Logger } from '../platform/log/log.ts';
import type { Registry } from '../platform/metrics/metrics.ts';
import { createCommitQueue } from './commit.ts';
import { createGate } from './gate.ts';
import { createGateMetrics } from './metrics.ts';
import { gateRoutes } from './routes.ts';
import { createDrainer } from './spool/drain.ts';
import { openSpool } from './spool/spool.ts';
import { findByEvents, insertDecisions, upsertDecisions } from './store.ts';

export { DecisionListSchema, DecisionSchema } from './schema.ts';

export const gateMigrations = { area: 'gate', folder: new URL('./migrations/', import.meta.url) };

export interface OpenGateOptions {
  readonly databaseUrl: string;
  /** For reading; recording has connections of its own, so that no list of records holds a decision up. */
  readonly pool: Pool;
  readonly spoolFolder: string;
  readonly plan: () => Plan;
  readonly deadlineMs: number;
  /** Decisions that may wait for their commit before requests are refused. */
  readonly queueCapacity: number;
  readonly registry: Registry;
  readonly log: Logger;
}

export interface OpenGate {
  readonly routes: (app: App) => void;
  /** Can it answer: with the database, or at least onto the disk? */
  readonly state: () => { readonly database: 'up' | 'away'; readonly spooled: number };
  /** After the last answer: empties the spool where that is possible at once, and lets go of everything. */
  close(): Promise<void>;
}

/** Two statements under way, one for the spool, one to ask whether the database is back. */
const CONNECTIONS = 4;
/** A statement that hangs is given up, so that the spool is used without waiting for every deadline. */
const COMMIT_MS = 5_000;

export async function openGate(options: OpenGateOptions): Promise<OpenGate> {
  const { log, pool, plan } = options;
  const commits = createPool(options.databaseUrl, CONNECTIONS, COMMIT_MS);
  const availability = watchAvailability(commits, (up) =>
    up ? log.info('the database answers again') : log.warn('the database is away; decisions go to the spool'),
  );
  const spool = await openSpool(options.spoolFolder, log);
  const queue = createCommitQueue({
    insert: (records) => insertDecisions(commits, records),
    isUp: () => availability.up,
    reportAway: availability.reportAway,
    capacity: options.queueCapacity,
  });
  const metrics = createGateMetrics(options.registry, {
    queue: () => queue.depth,
    spool: () => spool.depth,
  });
  const drainer = createDrainer({
    spool,
    upsert: (records) => upsertDecisions(commits, records),
    findByEvents: (eventIds) => findByEvents(commits, eventIds),
    reportAway: availability.reportAway,
    onConflict: metrics.spoolConflict,
    log,
  });
  availability.onBack(() => {
    queue.resume();
    drainer.start();
  });
  const onFault = (error: unknown, eventId: string) => log.error({ err: error, event: eventId }, 'gate');
  const gate = createGate({
    plan,
    queue,
    spool,
    availability,
    onSpooled: drainer.start,
    onDecision: metrics.observe,
    onFault,
  });
  drainer.start();

  return {
    routes: (app) =>
      gateRoutes(app, {
        gate,
        pool,
        plan,
        deadlineMs: options.deadlineMs,
        onFault,
        onRefused: metrics.refused,
      }),
    state: () => ({ database: availability.up ? 'up' : 'away', spooled: spool.depth }),
    async close() {
      if (availability.up && spool.depth > 0) drainer.start();
      await drainer.idle();
      availability.stop();
      await spool.close();
      await commits.end();
    },
  };
}
