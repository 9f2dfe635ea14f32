import { type FileHandle, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The spool's files: `00000001.ndjson`, `00000002.ndjson` … Lower numbers are older.
 *
 * @returns those that hold decisions, and a number that no file has had, also none that was put aside
 */
export async function listSegments(
  folder: string,
): Promise<{ readonly numbers: readonly number[]; readonly next: number }> {
  const names = (await readdir(folder)).filter((name) => /^\d{8}\.ndjson(\.damaged)?$/.test(name));
  const numberOf = (name: string) => Number(name.slice(0, 8));
  return {
    numbers: names
      .filter((name) => name.endsWith('.ndjson'))
      .map(numberOf)
      .sort((a, b) => a - b),
    next: Math.max(0, ...names.map(numberOf)) + 1,
  };
}

export function readSegment(folder: string, number: number): Promise<Buffer> {
  return readFile(segmentPath(folder, number));
}

export async function readAt(folder: string, number: number, start: number, length: number): Promise<Buffer> {
  const file = await open(segmentPath(folder, number), 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, start);
    return buffer;
  } finally {
    await file.close();
  }
}

/** A new file, whose name is on disk before anything in it is relied on. */
export async function createSegment(folder: string, number: number): Promise<FileHandle> {
  const file = await open(segmentPath(folder, number), 'ax', 0o600);
  try {
    await syncFolder(folder);
  } catch (error) {
    await file.close();
    throw error;
  }
  return file;
}

export function removeSegment(folder: string, number: number): Promise<void> {
  return rm(segmentPath(folder, number), { force: true });
}

/** Kept for a person to look at: something in it could not be read. */
export function keepDamaged(folder: string, number: number): Promise<void> {
  const path = segmentPath(folder, number);
  return rename(path, `${path}.damaged`);
}

function segmentPath(folder: string, number: number): string {
  return join(folder, `${String(number).padStart(8, '0')}.ndjson`);
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder; there the file system orders this by itself.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
