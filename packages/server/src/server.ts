import type { SourceFile } from '@safeward/engine';
import { bankData, bankMigrations, bankRoutes, followBanks } from './banks/index.ts';
import { evidenceData, evidenceMigrations, openEvidence } from './evidence/index.ts';
import { prepareFirstKey } from './first-key.ts';
import { findWaiting, gateData, gateMigrations, openGate, pruneImported } from './gate/index.ts';
import { interopData, interopMigrations, interopRoutes } from './interop/index.ts';
import { peopleData, peopleMigrations, peopleRoutes } from './people/index.ts';
import { type DataMap, platformData } from './platform/data-map/index.ts';
import { type Database, migrate, type OnProgress, openDatabase } from './platform/database/index.ts';
import { createApp } from './platform/http/app.ts';
import type { RegisteredRoute } from './platform/http/route.ts';
import { systemRoutes } from './platform/http/system-routes.ts';
import { idempotencyMigrations, removeOld } from './platform/idempotency/index.ts';
import { createKeyring, keyMigrations, loadLiveKeys } from './platform/keys/index.ts';
import { leafMigrations } from './platform/leaves/index.ts';
import { createLog, type Logger } from './platform/log/log.ts';
import { createRegistry } from './platform/metrics/metrics.ts';
import { outboxMigrations, pruneOutbox } from './platform/outbox/index.ts';
import { createLimiter, createRateMetrics, type Rate } from './platform/rate-limit/index.ts';
import { createRemovalMetrics, startRemoving } from './platform/removal/index.ts';
import { startTracing, type TracingOptions } from './platform/trace/index.ts';
import {
  pruneDeliveries,
  startWebhooks,
  webhookMigrations,
  webhookRoutes,
} from './platform/webhooks/index.ts';
import {
  alarmRoutes,
  createPracticeMetrics,
  examineApart,
  followPractices,
  practiceData,
  practiceMigrations,
  practiceRoutes,
  readPractice,
  requireApproval,
  startWith,
  watchAlarms,
} from './practices/index.ts';
import {
  analyseApart,
  consultationData,
  consultationMigrations,
  consultationRoutes,
  createPace,
  handToLog,
  openFiles,
  pollRoutes,
  scanWith,
  startDraftRemoval,
  workApart,
} from './voice/index.ts';

export interface ServerOptions {
  /** Made where it is missing. */
  readonly dataDir: string;
  /** `postgresql://…`, version 15 or later; without it the embedded database runs in the data folder. */
  readonly databaseUrl?: string | undefined;
  /** 0 takes a free one. */
  readonly port: number;
  /** 127.0.0.1 unless said otherwise. */
  readonly host?: string;
  /** Activated at start; without it the practice that was active last goes on. */
  readonly practiceFiles?: readonly SourceFile[];
  /** The first key is also written here, readable by the owner only. */
  readonly keyFile?: string | undefined;
  readonly log?: Logger;
  /** For requests that name none, in milliseconds. */
  readonly deadlineMs?: number;
  /** Decisions that may wait for their commit before requests are refused with 429. */
  readonly queueCapacity?: number;
  /** Between two looks at what is due to be removed, in milliseconds; a minute, if left out. */
  readonly removalCheckMs?: number | undefined;
  /** For how many days what was told is kept: messages of the outbox, and deliveries that came to an end; 30, if left out. */
  readonly keepToldDays?: number | undefined;
  /** Between two looks at the alarms of the practice, in milliseconds; a quarter of a minute, if left out. */
  readonly alarmCheckMs?: number | undefined;
  /** Nothing is carried out: every decision is `allow`, with what would have been beside it. */
  readonly shadow?: boolean;
  /** Whether an activation needs a second person, from now on for every process on this database; left out: as it was. */
  readonly requireApproval?: boolean | undefined;
  /** How often each key may ask that has no limit of its own; null for as often as it likes. */
  readonly keyRate?: Rate | null;
  /** Whether a webhook may be let reach addresses that are not public; true unless said otherwise. */
  readonly privateWebhooks?: boolean;
  /** The program, with its options, that looks at files people send; without one they are marked as not scanned. */
  readonly attachmentScan?: readonly [string, ...string[]] | undefined;
  /** Decides what is in time for a consultation; milliseconds since 1970. The machine's, unless said otherwise. */
  readonly clock?: () => number;
  /** Where traces go; nothing is traced without. */
  readonly tracing?: TracingOptions | undefined;
  /** Asked when the database is up to date and a practice is in force; what it throws ends the start. */
  readonly beforeServing?: (database: Database) => Promise<void>;
  readonly onProgress?: OnProgress;
}

export interface RunningServer {
  /** `http://127.0.0.1:8080`, without a slash at the end. */
  readonly url: string;
  readonly dataDir: string;
  /** Made on the first start, with every scope; null later, for only its hash is kept. */
  readonly firstKey: string | null;
  /** `name@version#sha256:…` */
  readonly practice: string;
  readonly database: Database;
  readonly routes: readonly RegisteredRoute[];
  /** Answers what was accepted, then stops the database and frees the data folder. */
  close(): Promise<void>;
}

const DEFAULT_DEADLINE_MS = 1_000;
const DEFAULT_QUEUE_CAPACITY = 10_000;
const KEEP_TOLD_DAYS = 30;

export const MIGRATIONS = [
  keyMigrations,
  idempotencyMigrations,
  outboxMigrations,
  leafMigrations,
  webhookMigrations,
  practiceMigrations,
  peopleMigrations,
  gateMigrations,
  bankMigrations,
  evidenceMigrations,
  interopMigrations,
  consultationMigrations,
];

/** What every table holds, why, and for how long. */
export const DATA_MAP: DataMap = {
  ...bankData,
  ...gateData,
  ...peopleData,
  ...practiceData,
  ...evidenceData,
  ...interopData,
  ...consultationData,
  ...platformData,
};

/**
 * Starts everything and resolves when it takes requests.
 *
 * @throws {DataFolderInUse | DatabaseUnavailable | PracticeRefused | NoPractice} with messages for people
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const log = options.log ?? createLog('info');
  const onProgress = options.onProgress ?? ((message: string) => log.info(message));
  // What was started is stopped in reverse, also where a later step fails.
  const undo: (() => Promise<void>)[] = [];
  const close = async () => {
    for (let step = undo.pop(); step; step = undo.pop()) await step();
  };
  try {
    // What can be refused without starting anything is refused first.
    const given = options.practiceFiles && readPractice(options.practiceFiles);
    const database = await openDatabase({
      dataDir: options.dataDir,
      url: options.databaseUrl,
      onProgress,
      log,
    });
    undo.push(database.close);
    const { pool, folder } = database;
    const applied = await migrate(pool, MIGRATIONS);
    if (applied.length > 0) log.info({ migrations: applied }, 'the database is up to date');
    if (options.requireApproval !== undefined) await requireApproval(pool, options.requireApproval);
    const registry = createRegistry();
    const examine = examineApart();
    const active = await followPractices({
      pool,
      log,
      metrics: createPracticeMetrics(registry),
      examine,
      plans: given ? await startWith(pool, given, log) : [],
    });
    undo.push(active.stop);
    const banks = await followBanks({ pool, log });
    undo.push(banks.stop);
    await options.beforeServing?.(database);
    const alarms = watchAlarms({
      pool,
      log,
      registry,
      inForce: active.inForce,
      findWaiting,
      ...(options.alarmCheckMs !== undefined && { checkMs: options.alarmCheckMs }),
    });
    undo.push(alarms.stop);
    const firstKey = await prepareFirstKey(database, options.keyFile);
    undo.push(async () => firstKey.abandon());

    // Closed behind the gate: what it recorded last is in the log as well.
    const evidence = await openEvidence({ pool, folder, registry, log });
    undo.push(evidence.close);
    const gate = await openGate({
      databaseUrl: database.url,
      pool,
      spoolFolder: folder.spool,
      practice: {
        ...active,
        observe(decided, isDegraded) {
          active.observe(decided, isDegraded);
          alarms.observe(decided, isDegraded);
        },
      },
      shadow: options.shadow ?? false,
      deadlineMs: options.deadlineMs ?? DEFAULT_DEADLINE_MS,
      queueCapacity: options.queueCapacity ?? DEFAULT_QUEUE_CAPACITY,
      matchKnown: (kind, value) => banks.match(kind, value),
      registry,
      log,
    });
    undo.push(gate.close);
    const tracer = options.tracing ? startTracing(options.tracing, { registry, log }) : null;
    undo.push(async () => tracer?.stop());
    const keyring = createKeyring(() => loadLiveKeys(pool));
    const limiter = createLimiter({
      otherwise: options.keyRate ?? null,
      onLimited: createRateMetrics(registry).limited,
    });
    const { app, routes, close: closeApp } = createApp({ keyring, limiter, pool, tracer, log });
    let ready = true;
    // In the order in which the API document tells of them.
    gate.routes(app);
    evidence.routes(app);
    practiceRoutes(app, { pool, active, examine });
    alarmRoutes(app, { pool });
    peopleRoutes(app, { pool });
    bankRoutes(app, { pool, banks });
    pollRoutes(app, { work: workApart() });
    interopRoutes(app, { pool });
    const privateWebhooks = options.privateWebhooks ?? true;
    webhookRoutes(app, { pool, allowPrivate: privateWebhooks });
    const files = openFiles(
      folder.attachments,
      options.attachmentScan ? scanWith(options.attachmentScan) : null,
    );
    const clock = options.clock ?? Date.now;
    consultationRoutes(app, {
      pool,
      files,
      clock,
      apart: analyseApart(),
      pace: createPace(),
      handLeaf: handToLog,
    });
    undo.push(startDraftRemoval({ pool, files, clock, log }).stop);
    systemRoutes(app, {
      routes,
      registry,
      readiness: () => ({ ready, ...gate.state(), practice: active.label() }),
    });
    undo.push(async () => {
      ready = false;
      await closeApp();
    });
    const webhooks = startWebhooks({ pool, log, tracer, allowPrivate: privateWebhooks });
    undo.push(webhooks.stop);
    const days = options.keepToldDays ?? KEEP_TOLD_DAYS;
    const removing = startRemoving({
      pool,
      log,
      removals: [
        gate.removal,
        { what: 'imported', removeSome: pruneImported },
        { what: 'messages', removeSome: (from) => pruneOutbox(from, days) },
        { what: 'deliveries', removeSome: (from) => pruneDeliveries(from, days) },
        { what: 'answers', removeSome: removeOld },
      ],
      checkMs: options.removalCheckMs,
      onRemoved: createRemovalMetrics(registry).removed,
    });
    undo.push(removing.stop);
    const url = await app.listen({ port: options.port, host: options.host ?? '127.0.0.1' });
    const key = await firstKey.make();
    await keyring.prepare();
    log.info({ url, practice: active.label() }, 'ready');
    return {
      url,
      dataDir: folder.path,
      firstKey: key,
      practice: active.label(),
      database,
      routes,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
