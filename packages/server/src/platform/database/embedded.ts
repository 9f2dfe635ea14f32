import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataFolder } from '../data-folder/data-folder.ts';
import type { Logger } from '../log/log.ts';
import { findBinaries } from './binaries.ts';
import { DatabaseUnavailable } from './errors.ts';
import { DATABASE_USER, giveTo, initialise } from './initialise.ts';
import { removeStalePid, stopLeftover } from './leftover.ts';
import { type Launch, launchPostgres, type Postgres } from './postgres.ts';
import type { OnProgress } from './progress.ts';
import { chooseRunAs } from './run-as.ts';

/** PostgreSQL as Safeward runs it itself: restarted when it dies, stopped with us. */
export interface EmbeddedDatabase {
  /** `postgresql://…@127.0.0.1:<port>/…`, the same over restarts. Holds the password. */
  readonly url: string;
  /** Process number of the run that is on, or was on last. */
  readonly pid: number;
  stop(): Promise<void>;
}

/** How long an earlier run's processes may take to die. */
const HELD_MS = 30_000;
const RESTART_DELAYS_MS = [0, 100, 250, 500, 1000, 2000, 5000];

/**
 * Starts the database in the data folder, making it first where there is none. The caller holds the lock on
 * the folder.
 *
 * @throws {DatabaseUnavailable} with a message for a person
 */
export async function startEmbedded(
  folder: DataFolder,
  log: Logger,
  onProgress: OnProgress,
): Promise<EmbeddedDatabase> {
  const binaries = findBinaries();
  const runAs = chooseRunAs([binaries.postgres, folder.postgres]);
  const password = await initialise(folder, binaries, runAs);
  giveTo(runAs, folder.postgres);
  const prepared = { binaries, runAs, folder: folder.postgres, log };
  const first = await start(prepared, freePort, onProgress);
  const { port } = first;
  let { postgres } = first;
  const url = `postgresql://${DATABASE_USER}:${password}@127.0.0.1:${port}/postgres`;
  writeFileSync(folder.connection, `${JSON.stringify({ url })}\n`, { mode: 0o600 });

  const stopping = new AbortController();
  const supervised = supervise();

  async function supervise(): Promise<void> {
    for (let failures = 0; ; ) {
      await postgres.exited;
      if (stopping.signal.aborted) return;
      const delay = RESTART_DELAYS_MS[Math.min(failures, RESTART_DELAYS_MS.length - 1)] ?? 0;
      log.warn({ delay_ms: delay }, 'the database died; starting it again');
      await sleep(delay, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      const began = Date.now();
      try {
        // The same port: every pool that was given the address finds the database again by itself.
        ({ postgres } = await start(
          prepared,
          async () => port,
          (message) => log.info(message),
        ));
        log.info({ pid: postgres.pid, took_ms: Date.now() - began }, 'the database is back');
        failures = 0;
      } catch (error) {
        failures += 1;
        log.error({ err: error }, 'the database cannot be started');
      }
    }
  }

  return {
    url,
    get pid() {
      return postgres.pid;
    },
    async stop() {
      stopping.abort();
      await postgres.stop();
      // A restart may have been under way: what it started is stopped as well.
      await supervised;
      await postgres.stop();
      rmSync(folder.connection, { force: true });
    },
  };
}

async function start(
  launch: Omit<Launch, 'port'>,
  choosePort: () => Promise<number>,
  onProgress: OnProgress,
): Promise<{ readonly postgres: Postgres; readonly port: number }> {
  const until = Date.now() + HELD_MS;
  let told = false;
  await stopLeftover(launch.folder, onProgress);
  for (;;) {
    const port = await choosePort();
    const outcome = await launchPostgres({ ...launch, port });
    if ('pid' in outcome) return { postgres: outcome, port };
    if (outcome.kind === 'other' || Date.now() > until)
      throw new DatabaseUnavailable(`The embedded PostgreSQL does not start: ${outcome.said}`);
    if (outcome.kind === 'folder_held') {
      if (!told) onProgress('waiting for the processes of the last run’s database to end');
      told = true;
      await stopLeftover(launch.folder, onProgress);
      removeStalePid(launch.folder);
    }
    await sleep(100);
  }
}

/** A port that nobody listens on; somebody may take it before we do, which `start` survives. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
