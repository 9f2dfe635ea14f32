import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { type DataFolder, openDataFolder } from '../data-folder/data-folder.ts';
import { DataFolderInUse, lockDataFolder, lockHolder } from '../data-folder/lock.ts';
import { createLog, type Logger } from '../log/log.ts';
import { type EmbeddedDatabase, startEmbedded } from './embedded.ts';
import { DatabaseUnavailable } from './errors.ts';
import { createPool } from './pool.ts';
import type { OnProgress } from './progress.ts';

export interface OpenDatabaseOptions {
  readonly dataDir: string;
  /** `postgresql://…`, PostgreSQL 15 or later. Without it the embedded database is started. */
  readonly url?: string | undefined;
  /**
   * Use the database of a server that runs on this data folder already, and start one for the time being only
   * where none does. For commands beside a running server. Without it the folder must be free.
   */
  readonly attach?: boolean;
  readonly onProgress?: OnProgress;
  readonly log?: Logger;
}

export interface Database {
  readonly pool: pg.Pool;
  /** Holds the password. */
  readonly url: string;
  readonly folder: DataFolder;
  /** Null where the database is somebody else's, or a running server's. */
  readonly embedded: EmbeddedDatabase | null;
  /** Closes the connections, stops the database if it is ours, frees the data folder. */
  close(): Promise<void>;
}

const MIN_VERSION = 150_000;
const POOL_SIZE = 8;

/**
 * @throws {DataFolderInUse} where another process serves from this folder
 * @throws {DatabaseUnavailable} with a message for a person
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const folder = openDataFolder(options.dataDir);
  const onProgress = options.onProgress ?? (() => {});
  if (options.attach === true) {
    if (options.url !== undefined) return connect(options.url, folder, null, async () => {});
    const holder = lockHolder(folder);
    if (holder !== null) return attach(folder, holder.pid, onProgress);
  }
  const lock = lockDataFolder(folder);
  try {
    if (options.url !== undefined)
      return await connect(options.url, folder, null, async () => lock.release());
    const embedded = await startEmbedded(folder, options.log ?? createLog('silent'), onProgress);
    return await connect(embedded.url, folder, embedded, async () => {
      await embedded.stop();
      lock.release();
    });
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function connect(
  url: string,
  folder: DataFolder,
  embedded: EmbeddedDatabase | null,
  free: () => Promise<void>,
): Promise<Database> {
  const pool = createPool(url, { max: POOL_SIZE });
  const close = async () => {
    await pool.end();
    await free();
  };
  try {
    await checkVersion(pool);
  } catch (error) {
    await close();
    if (error instanceof DatabaseUnavailable) throw error;
    throw new DatabaseUnavailable(`The database at ${withoutPassword(url)} cannot be used: ${reason(error)}`);
  }
  return { pool, url, folder, embedded, close };
}

/** A server that is just starting holds the lock before its database is there. */
async function attach(folder: DataFolder, pid: number, onProgress: OnProgress): Promise<Database> {
  for (let waited = 0; waited < 30_000 && lockHolder(folder)?.pid === pid; waited += 200) {
    const url = readConnection(folder);
    if (url !== null) return connect(url, folder, null, async () => {});
    if (waited === 0) onProgress(`waiting for the database of the Safeward process ${pid}`);
    await sleep(200);
  }
  // It may serve from a database given by URL: then the command needs the same URL.
  throw new DataFolderInUse(folder.path, pid);
}

function readConnection(folder: DataFolder): string | null {
  try {
    const { url } = JSON.parse(readFileSync(folder.connection, 'utf8')) as { url?: unknown };
    return typeof url === 'string' ? url : null;
  } catch {
    return null;
  }
}

async function checkVersion(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ version: number; name: string }>(
    `select current_setting('server_version_num')::int as version, current_setting('server_version') as name`,
  );
  const found = rows[0];
  if (found && found.version < MIN_VERSION)
    throw new DatabaseUnavailable(`Safeward needs PostgreSQL 15 or later; this one is ${found.name}.`);
}

function withoutPassword(url: string): string {
  const parsed = URL.parse(url);
  return parsed ? `${parsed.protocol}//${parsed.host}${parsed.pathname}` : 'the given URL';
}

function reason(error: unknown): string {
  // A refused connection to several addresses comes as an AggregateError with an empty message.
  if (error instanceof AggregateError) return reason(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
