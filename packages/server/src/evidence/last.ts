import {
  nodesFrom,
  openCheckpoint,
  parseCheckpoint,
  parseVerifierKey,
  proveConsistency,
  type TileName,
  type VerifierKey,
  verifyConsistency,
} from '@safeward/ledger';
import type { LogRow } from './store.ts';
import { type TileFolder, tileOf } from './tile-folder.ts';

/** Why the log is not gone on with until somebody has decided what is true. */
export interface Halt {
  readonly code: 'database_behind' | 'split' | 'unreadable' | 'tiles_missing';
  /** A sentence for whoever looks after the server. */
  readonly why: string;
}

export function verifierKeys(vkeys: readonly string[]): readonly VerifierKey[] {
  return vkeys.flatMap((vkey) => {
    const key = parseVerifierKey(vkey);
    return key.ok ? [key.value] : [];
  });
}

/**
 * Whether what the database says was signed last continues what was published last, outside of it: else a database
 * from a backup would have the log say something else than it said before.
 *
 * @returns null where it does
 */
export async function whyHalted(log: LogRow, folder: TileFolder): Promise<Halt | null> {
  const published = await folder.checkpoint();
  if (published === log.checkpoint) return null;
  // Published after it is committed: a process that died between the two left the older one, or none.
  if (published === null) return null;
  const opened = openCheckpoint(published, verifierKeys(log.keys), 'the published checkpoint');
  if (!opened.ok) return { code: 'unreadable', why: `${opened.what} ${opened.detail}.` };
  const earlier = opened.value.checkpoint;
  if (earlier.size > log.size)
    return {
      code: 'database_behind',
      why: `The log was published with ${earlier.size} leaves, and the database knows of ${log.size}: it comes from a backup, or is another one.`,
    };
  const later = log.checkpoint === null ? null : parseCheckpoint(log.checkpoint);
  if (later === null || !later.ok)
    return { code: 'unreadable', why: 'The database has no checkpoint of its own.' };
  const node = nodesFrom((name: TileName) => tileOf(folder, name), log.size);
  const proof = await proveConsistency(node, earlier.size, log.size);
  return verifyConsistency(earlier, later.value, proof).ok
    ? null
    : {
        code: 'split',
        why: `What was published with ${earlier.size} leaves is not how the log of ${log.size} begins.`,
      };
}
