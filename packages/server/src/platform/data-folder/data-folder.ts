import { chmodSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Everything that Safeward keeps on this machine, by path. One folder, one server. */
export interface DataFolder {
  readonly path: string;
  /** PostgreSQL's own folder; belongs to the account the database runs as. */
  readonly postgres: string;
  /** How to reach the database while it runs; readable by the owner only, for it holds the password. */
  readonly connection: string;
  readonly password: string;
  /** Names the process that has the folder in use. */
  readonly lock: string;
  /** The evidence log as anybody may read it: tiles and checkpoint, nothing else. */
  readonly log: string;
  /** The log's private keys; readable by the owner only. */
  readonly logKeys: string;
  /** Decisions answered while the database was away. */
  readonly spool: string;
  /** Files that came with answers to consultations. */
  readonly attachments: string;
}

/**
 * Makes the folder where it is missing.
 *
 * The mode lets others pass through but not look: where Safeward runs as root, the database runs as another
 * account and has to reach its own folder inside. Every file with a secret is readable by its owner only.
 *
 * @throws the file system's own error, e.g. EACCES
 */
export function openDataFolder(path: string): DataFolder {
  const folder = dataFolderAt(path);
  mkdirSync(folder.path, { recursive: true });
  if (process.getuid?.() === 0) chmodSync(folder.path, 0o711);
  mkdirSync(folder.spool, { recursive: true, mode: 0o700 });
  return folder;
}

/** Where everything would be; makes nothing. */
export function dataFolderAt(path: string): DataFolder {
  const root = resolve(path);
  return {
    path: root,
    postgres: join(root, 'postgres'),
    connection: join(root, 'database.json'),
    password: join(root, 'database.password'),
    lock: join(root, 'safeward.lock'),
    log: join(root, 'log'),
    logKeys: join(root, 'log-keys'),
    spool: join(root, 'spool'),
    attachments: join(root, 'attachments'),
  };
}
