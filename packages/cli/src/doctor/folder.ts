import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fdatasyncSync,
  openSync,
  rmSync,
  statfsSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { DataFolder } from '@safeward/server';
import { systemReason } from '../mistake.ts';
import { checking, type Finding } from './finding.ts';

const GIB = 1024 ** 3;
/** Below this the database may stop in the middle of a busy day. */
const LEAST_FREE = GIB;
const ENOUGH_FREE = 5 * GIB;
/** Every answer waits for one sync, which it shares with others. */
const SLOW_SYNC_MS = 20;
const HOPELESS_SYNC_MS = 200;
const SYNCS = 21;
const BLOCK = Buffer.alloc(4096, 's');

/** The disk below the data folder: whether it can be written, has room, and is quick enough. */
export function lookAtFolder({ path }: DataFolder): readonly Finding[] {
  const { fine, broken } = checking('folder');
  const there = existsSync(path);
  const existing = there ? path : nearestFolder(path);
  const mend = 'give it to the account that runs Safeward, or name another folder with `data`';
  if (!statSync(existing).isDirectory()) return [broken(`${existing} is not a folder`, mend)];
  try {
    accessSync(existing, constants.W_OK | constants.X_OK);
    const speed = there ? [lookAtSpeed(path)] : [];
    const said = there ? `${path} can be written` : `${path} is not there yet; the first start makes it`;
    return [fine(said), lookAtSpace(existing), ...speed];
  } catch (error) {
    const reason = systemReason(error);
    if (reason === null) throw error;
    return [broken(`${existing} cannot be written: ${reason}`, isFull(error) ? MAKE_ROOM : mend)];
  }
}

const MAKE_ROOM = 'make room on the disk that it is on; nothing else is needed';

function isFull(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT';
}

function lookAtSpace(path: string): Finding {
  const { fine, look, broken } = checking('space');
  const { bavail, bsize } = statfsSync(path);
  const free = bavail * bsize;
  const said = `${(free / GIB).toFixed(1)} GiB free`;
  const mend = 'make room, or move the data folder to a larger disk';
  if (free < LEAST_FREE) return broken(said, mend);
  return free < ENOUGH_FREE ? look(said, mend) : fine(said);
}

function lookAtSpeed(path: string): Finding {
  const { fine, look, broken } = checking('disk');
  const ms = medianSyncMs(join(path, `.doctor.${process.pid}`));
  const said = `a block is on disk after ${ms.toFixed(ms < 1 ? 2 : 1)} ms (middle of ${SYNCS})`;
  const mend = 'every decision waits for that: use a local disk that is quick to sync';
  if (ms > HOPELESS_SYNC_MS) return broken(said, mend);
  return ms > SLOW_SYNC_MS ? look(said, mend) : fine(said);
}

function medianSyncMs(file: string): number {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    const times = Array.from({ length: SYNCS }, () => {
      const began = performance.now();
      writeSync(descriptor, BLOCK);
      fdatasyncSync(descriptor);
      return performance.now() - began;
    });
    return times.toSorted((a, b) => a - b)[Math.floor(SYNCS / 2)] ?? 0;
  } finally {
    closeSync(descriptor);
    rmSync(file, { force: true });
  }
}

function nearestFolder(path: string): string {
  const above = dirname(path);
  return existsSync(above) || above === path ? above : nearestFolder(above);
}
