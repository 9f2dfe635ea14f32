import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { restoreLibraryLinks } from '../platform/database/binaries.ts';
import { giveTo } from '../platform/database/initialise.ts';
import { launchPostgres } from '../platform/database/postgres.ts';
import { asRunAs, chooseRunAs } from '../platform/database/run-as.ts';
import { createLog } from '../platform/log/log.ts';
import { temporaryFolder } from './folder.ts';

/** The oldest PostgreSQL that Safeward takes, as a database of somebody else's. */
export interface OldestPostgres {
  /** Of an empty database of its own. */
  readonly url: string;
  /** Another database on the same server. */
  urlOf(name: string): string;
  stop(): Promise<void>;
}

const PACKAGE = 'postgresql-15-linux-x64';

/** Null where npm has none for this machine. */
function nativeFolder(): string | null {
  try {
    const entry = createRequire(import.meta.url).resolve(PACKAGE);
    const native = join(dirname(dirname(entry)), 'native');
    return existsSync(native) ? native : null;
  } catch {
    return null;
  }
}

/** Why it cannot run here; null where it can. */
export const NO_OLDEST_POSTGRES =
  nativeFolder() === null ? 'there is no PostgreSQL 15 for this machine among the packages' : null;

export async function startOldestPostgres(): Promise<OldestPostgres> {
  const native = nativeFolder();
  if (native === null) throw new Error(NO_OLDEST_POSTGRES ?? '');
  restoreLibraryLinks(native);
  const program = (name: string) => join(native, 'bin', name);
  const folder = temporaryFolder();
  const data = join(folder.path, 'postgres');
  const runAs = chooseRunAs([program('postgres'), data]);
  giveTo(runAs, folder.path);
  const initdb = asRunAs(runAs, program('initdb'), [
    `--pgdata=${data}`,
    '--username=safeward',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ]);
  const made = spawnSync(initdb.program, [...initdb.args], {
    ...initdb.options,
    cwd: '/',
    encoding: 'utf8',
    stdio: 'pipe',
  });
  if (made.status !== 0) throw new Error(String(made.stderr));
  const port = await freePort();
  const launched = await launchPostgres({
    binaries: { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') },
    runAs,
    folder: data,
    port,
    log: createLog('silent'),
  });
  if (!('pid' in launched)) throw new Error(launched.said);
  const urlOf = (name: string) => `postgresql://safeward@127.0.0.1:${port}/${name}`;
  return {
    url: urlOf('postgres'),
    urlOf,
    async stop() {
      await launched.stop();
      folder.remove();
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
