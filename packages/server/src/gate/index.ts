import type { Explanation } from '@safeward/engine';
import { createLookers, type MatchKnown } from '../images/index.ts';
import { knownOf, watchPresence } from '../people/index.ts';
import { watchAvailability } from '../platform/database/availability.ts';
import { type AwayCause, createPool, type Pool } from '../platform/database/index.ts';
import type { App } from '../platform/http/app.ts';
import type { Logger } from '../platform/log/log.ts';
import type { Registry } from '../platform/metrics/metrics.ts';
import type { Removal } from '../platform/removal/index.ts';
import type { ActivePractice } from '../practices/index.ts';
import { logAway } from './away-log.ts';
import { createCommitQueue, IN_FLIGHT } from './commit.ts';
import { completeEvent } from './complete-event.ts';
import { createCompleting, LOOKS_IN_FLIGHT } from './completing.ts';
import { makeDays } from './days/make.ts';
import { createFaultLog } from './fault-log.ts';
import { createGate } from './gate.ts';
import { startHoldClock } from './holds/clock.ts';
import { holdRoutes } from './holds/routes.ts';
import type { Arrived } from './images/arrived.ts';
import { canBeSeen, createEyes } from './images/look.ts';
import { keeping, sureNow } from './keep.ts';
import { createGateMetrics } from './metrics.ts';
import { readRoutes } from './read-routes.ts';
import { createRecent } from './recent.ts';
import { createRehearsal } from './rehearsal/rehearsal.ts';
import { decideRoutes } from './routes.ts';
import { createDrainer } from './spool/drain.ts';
import { openSpool } from './spool/spool.ts';
import { findByEvents, insertDecisions, upsertDecisions } from './store.ts';

export { gateData } from './data.ts';
export type { HeldUntil } from './holds/hold.ts';
export type { Resolution, Word } from './holds/resolution.ts';
export { type Ended, endHold, type HeldDecision, type HeldFilter, listHeld } from './holds/store.ts';
export { findWaiting } from './holds/waiting.ts';
export { importEvents, MAX_EVENT_LINE } from './imported/import.ts';
export { type ImportedSpan, importedEvents, importedSpan, pruneImported } from './imported/read.ts';
export { createGateMetrics } from './metrics.ts';
export { countOverdue } from './overdue.ts';
export { decisionIdAt, type PastDecision, pastDecisions } from './past.ts';
export { GATE_PROBLEMS } from './problems.ts';
export { DecisionListSchema, DecisionSchema } from './schema.ts';
export { type SealedFilter, sealedDecisions } from './sealed.ts';
export { lookAtSpool, type SpoolContents } from './spool/look.ts';
export const gateMigrations = { area: 'gate', folder: new URL('./migrations/', import.meta.url) };

export interface OpenGateOptions {
  readonly databaseUrl: string;
  /** For reading; recording has connections of its own, so that no list of records holds a decision up. */
  readonly pool: Pool;
  readonly spoolFolder: string;
  readonly practice: Pick<ActivePractice, 'decide' | 'rehearse' | 'explain' | 'observe'>;
  /** Whether every decision is only reported: the answer is always `allow`. */
  readonly shadow: boolean;
  readonly deadlineMs: number;
  /** Decisions that may wait for their commit before requests are refused. */
  readonly queueCapacity: number;
  /** What is known of an image's hash or digest. */
  readonly matchKnown: MatchKnown;
  readonly registry: Registry;
  readonly log: Logger;
}

export interface OpenGate {
  readonly routes: (app: App) => void;
  /** Records whose days of keeping are over; it also makes the days to come. */
  readonly removal: Removal;
  /** Can it answer: with the database, or at least onto the disk? */
  readonly state: () => {
    readonly database: 'up' | 'away';
    /** Why it is away. */
    readonly cause?: AwayCause;
    readonly spooled: number;
  };
  /** After the last answer: empties the spool where that is possible at once, and lets go of everything. */
  close(): Promise<void>;
}

/** Besides the statements under way, one for the spool, and one to ask whether the database is back. */
const CONNECTIONS = IN_FLIGHT + 2;
/** A statement that hangs is given up, so that the spool is used without waiting for every deadline. */
const COMMIT_MS = 5_000;

export async function openGate(options: OpenGateOptions): Promise<OpenGate> {
  const { log, pool, practice } = options;
  const commits = createPool(options.databaseUrl, {
    max: CONNECTIONS,
    min: IN_FLIGHT,
    queryMs: COMMIT_MS,
    durable: true,
  });
  const availability = watchAvailability(commits, logAway(log));
  const spool = await openSpool(options.spoolFolder, log, { waiting: options.queueCapacity });
  const onFault = createFaultLog(log);
  const queue = createCommitQueue({
    insert: (records) => insertDecisions(commits, records),
    isUp: () => availability.up,
    reportAway: availability.reportAway,
    onFault,
    capacity: options.queueCapacity,
  });
  const metrics = createGateMetrics(options.registry, {
    queue: () => queue.depth,
    spool: () => spool.depth,
    away: () => availability.cause,
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
    completing.resume();
    drainer.start();
  });
  // Of its own, so that neither a list of records nor a commit holds it up, nor it them.
  const looks = createPool(options.databaseUrl, { max: LOOKS_IN_FLIGHT, queryMs: COMMIT_MS });
  const presence = await watchPresence({ pool });
  const completing = createCompleting({
    lookUp: (events) => knownOf(looks, events),
    isEmpty: presence.isEmpty,
    availability,
    onFault,
  });
  const lookers = createLookers();
  const eyes = createEyes({ lookers, match: options.matchKnown });
  const gate = createGate({
    decide: practice.decide,
    completing,
    eyes,
    recent: createRecent(),
    queue,
    spool,
    availability,
    onSpooled: drainer.start,
    onDecision(observation) {
      metrics.observe(observation);
      practice.observe(observation.decided, observation.degraded.length > 0);
    },
    onFault,
  });
  // Where that fails the records go to the rest, and it is tried again before long.
  await sureNow(pool)
    .then((now) => makeDays(pool, now))
    .catch((error) => log.warn({ err: error }, 'the days to come cannot be made; trying again'));
  drainer.start();
  const clock = startHoldClock(pool, log);
  // So that the first decision does not wait for a connection as well; where that fails, it is found out there.
  await commits.query('select 1').catch(() => {});

  return {
    routes: (app) => {
      const { deadlineMs, shadow } = options;
      const explain = async ({ event, files }: Arrived): Promise<Explanation> => {
        const seen = canBeSeen(event, files) ? files : null;
        const patience = { peopleMs: deadlineMs, imagesMs: deadlineMs };
        return practice.explain((await completeEvent({ completing, eyes }, event, seen, patience)).event);
      };
      const rehearsal = createRehearsal({
        decide: practice.rehearse,
        completing,
        eyes,
        onRehearsed: metrics.rehearsed,
      });
      decideRoutes(app, {
        gate,
        rehearsal,
        explain,
        shadow,
        deadlineMs,
        onFault,
        onRefused: metrics.refused,
      });
      readRoutes(app, { pool, spool });
      holdRoutes(app, { pool, spool });
    },
    removal: keeping(log),
    state: () => ({
      database: availability.up ? 'up' : 'away',
      ...(availability.cause !== null && { cause: availability.cause }),
      spooled: spool.depth,
    }),
    async close() {
      if (availability.up && spool.depth > 0) drainer.start();
      await clock.stop();
      await presence.stop();
      await lookers.stop();
      await drainer.stop();
      availability.stop();
      await spool.close();
      await looks.end();
      await commits.end();
    },
  };
}
