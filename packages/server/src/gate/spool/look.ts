import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What lies in the spool's folder, seen from outside. */
export interface SpoolContents {
  /** Bytes of decisions that are not in the database yet. */
  readonly waiting: number;
  /** Files that were put aside for a person to look at. */
  readonly damaged: number;
}

/** Looks without disturbing a server that uses it. A folder that is not there holds nothing. */
export async function lookAtSpool(folder: string): Promise<SpoolContents> {
  const names = await readdir(folder).catch(whenMissing(() => [] as readonly string[]));
  const segments = names.filter((name) => /^\d{8}\.ndjson$/.test(name));
  const sizes = await Promise.all(
    // What is recorded meanwhile is gone.
    segments.map(async (name) => (await stat(join(folder, name)).catch(whenMissing(() => null)))?.size ?? 0),
  );
  return {
    waiting: sizes.reduce((sum, size) => sum + size, 0),
    damaged: names.filter((name) => name.endsWith('.damaged')).length,
  };
}

function whenMissing<T>(otherwise: () => T): (error: unknown) => T {
  return (error) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise();
    throw error;
  };
}
