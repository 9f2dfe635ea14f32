import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { DataFolder } from './data-folder.ts';
import { processIdentity } from './process-identity.ts';

/** Who has the data folder in use. */
export interface LockHolder {
  readonly pid: number;
  /** See `processIdentity`: a dead holder's number may have been given to somebody else. */
  readonly began: string;
}

export interface Lock {
  release(): void;
}

/** The folder is in use by a process that is alive. */
export class DataFolderInUse extends Error {
  readonly code = 'data_folder_in_use';
  readonly folder: string;
  readonly pid: number;

  constructor(folder: string, pid: number) {
    super(
      `The data folder ${folder} is in use by another Safeward process (pid ${pid}). Stop that one first, or give this one another folder (--data DIR).`,
    );
    this.folder = folder;
    this.pid = pid;
  }
}

/**
 * Takes the folder for this process. A lock left by a process that was killed is put aside.
 *
 * @throws {DataFolderInUse}
 */
export function lockDataFolder(folder: DataFolder): Lock {
  const mine = JSON.stringify({ pid: process.pid, began: processIdentity(process.pid) ?? '?' });
  const draft = `${folder.lock}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, mine, { mode: 0o644 });
  try {
    // link() fails where the name is taken, and the file appears under it complete: nobody reads half a lock.
    while (!tryLink(draft, folder.lock)) {
      const found = readLock(folder.lock);
      if (found !== null && isAlive(found.holder)) throw new DataFolderInUse(folder.path, found.holder.pid);
      if (found !== null) putAside(folder.lock, found.text);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return {
    release: () => {
      if (readLock(folder.lock)?.text === mine) rmSync(folder.lock, { force: true });
    },
  };
}

/** The live process that has the folder in use, if any. */
export function lockHolder(folder: DataFolder): LockHolder | null {
  const found = readLock(folder.lock);
  return found !== null && isAlive(found.holder) ? found.holder : null;
}

function isAlive(holder: LockHolder): boolean {
  if (holder.pid <= 0) return false;
  const now = processIdentity(holder.pid);
  return now !== null && (now === holder.began || now === '?' || holder.began === '?');
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes a dead process's lock. Two processes may find it at once: the slower of them would move away the
 * lock that the faster has just made, so what was moved is looked at and put back if it is not the dead one's.
 */
function putAside(path: string, deadText: string): void {
  const aside = `${path}.${process.pid}.${randomBytes(4).toString('hex')}.dead`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (readFileSync(aside, 'utf8') !== deadText) tryLink(aside, path);
  rmSync(aside, { force: true });
}

function readLock(path: string): { readonly holder: LockHolder; readonly text: string } | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return { holder: parseHolder(text), text };
}

/** A damaged lock (the machine lost power while it was written) names nobody. */
function parseHolder(text: string): LockHolder {
  const nobody: LockHolder = { pid: 0, began: 'nobody' };
  try {
    const { pid, began } = JSON.parse(text) as Partial<LockHolder>;
    return typeof pid === 'number' && pid > 0 && typeof began === 'string' ? { pid, began } : nobody;
  } catch {
    return nobody;
  }
}
