import { createHash, randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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

/** A claim that is older was left by a process that died while it held it. */
const CLAIM_MS = 10_000;

/**
 * Removes a dead process's lock. Several may find it at once, and the slower ones must not remove the lock that the
 * fastest has just made: whoever removes it holds the claim on this very lock, looks again, and only then removes it.
 */
function putAside(path: string, deadText: string): void {
  const claim = `${path}.${createHash('sha256').update(deadText).digest('hex').slice(0, 16)}.dead`;
  try {
    writeFileSync(claim, '', { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    dropOldClaim(claim);
    return;
  }
  try {
    if (readLock(path)?.text === deadText) rmSync(path, { force: true });
  } finally {
    rmSync(claim, { force: true });
  }
}

function dropOldClaim(claim: string): void {
  const since = statSync(claim, { throwIfNoEntry: false })?.mtimeMs;
  if (since !== undefined && Date.now() - since > CLAIM_MS) rmSync(claim, { force: true });
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
