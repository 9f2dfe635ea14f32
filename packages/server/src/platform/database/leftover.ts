import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processIdentity } from '../data-folder/process-identity.ts';
import type { OnProgress } from './progress.ts';

/** After this long without a clean stop the old database is told to drop everything; its log repairs it. */
const PATIENCE_MS = 10_000;

/**
 * Ends a database server that a killed Safeward left running in our folder.
 *
 * It could be adopted, but then it would run with the settings of an older version, as nobody's child, its
 * messages lost; a clean stop takes a tenth of a second and leaves one way of running instead of two. Only
 * whoever holds the lock on the data folder may call this.
 */
export async function stopLeftover(postgresFolder: string, onProgress: OnProgress): Promise<void> {
  const pid = leftoverPid(postgresFolder);
  if (pid === null) return;
  onProgress(`stopping the database that an earlier run left behind (pid ${pid})`);
  const began = Date.now();
  signal(pid, 'SIGINT');
  let asked: 'fast' | 'immediate' = 'fast';
  while (leftoverPid(postgresFolder) === pid) {
    if (asked === 'fast' && Date.now() - began > PATIENCE_MS) {
      asked = 'immediate';
      signal(pid, 'SIGQUIT');
    }
    if (Date.now() - began > 3 * PATIENCE_MS) return;
    await sleep(20);
  }
}

/**
 * Removes the database's own lock file where it names a process that is not a database of this folder: its
 * number was given to somebody else, or it is dead and its parent has not noticed. The server's shared memory
 * still guards the folder against two at once.
 */
export function removeStalePid(postgresFolder: string): void {
  if (leftoverPid(postgresFolder) === null) rmSync(join(postgresFolder, 'postmaster.pid'), { force: true });
}

/** The process that serves this folder now, if it is alive. */
export function leftoverPid(postgresFolder: string): number | null {
  let pid: number;
  try {
    pid = Number(readFileSync(join(postgresFolder, 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return null;
  }
  if (!Number.isInteger(pid) || pid <= 0 || processIdentity(pid) === null) return null;
  return commandOf(pid).includes(postgresFolder) ? pid : null;
}

function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux')
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone in the meantime, which is what was wanted.
  }
}
