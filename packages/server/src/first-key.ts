import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import type { Database } from './platform/database/index.ts';
import { createFirstKey, listKeys, SCOPES } from './platform/keys/index.ts';

/** The key of the very first start, so that the very first caller can call. */
export interface FirstKey {
  /** Null where there are keys already: of several servers that start at once on one database, one makes it. */
  make(): Promise<string | null>;
  /** Removes the file that was taken for a key that was not made. */
  abandon(): void;
}

/**
 * Takes the key file at once, so that its mistakes come early; makes the key only when asked, once everything else
 * has started: a key made by a start that fails is shown to nobody, and no later start makes another.
 *
 * @throws {KeyFileExists} or the file system's own error
 */
export async function prepareFirstKey({ pool }: Database, keyFile: string | undefined): Promise<FirstKey> {
  if ((await listKeys(pool)).length > 0) return { make: async () => null, abandon: () => {} };
  let file = keyFile === undefined ? null : takeKeyFile(keyFile);
  const abandon = () => {
    if (file === null || keyFile === undefined) return;
    closeSync(file);
    rmSync(keyFile, { force: true });
    file = null;
  };
  const make = async () => {
    const made = await createFirstKey(pool, { name: 'first', scopes: SCOPES });
    if (made === null) {
      abandon();
      return null;
    }
    if (file !== null) {
      writeSync(file, `${made.key}\n`);
      fsyncSync(file);
      closeSync(file);
      file = null;
    }
    return made.key;
  };
  return { make, abandon };
}

function takeKeyFile(path: string): number {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? new KeyFileExists(path) : error;
  }
}

/** Writing over somebody's file would lose a key that may still be in use elsewhere. */
export class KeyFileExists extends Error {
  readonly code = 'key_file_exists';

  constructor(path: string) {
    super(`${path} exists already; the first key is not written over it. Move it away or name another file.`);
  }
}
