import {
  type Disclosed,
  formatProof,
  nodesFrom,
  parseCheckpoint,
  proveInclusion,
  type ReadNode,
  SALT_LENGTH,
  type TileName,
} from '@safeward/ledger';
import type { Pool } from '../platform/database/index.ts';
import type { RecordedLeaf } from '../platform/leaves/index.ts';
import { entriesFrom, locate, type ReadEntries } from './locate.ts';
import { type TileFolder, tileOf } from './tile-folder.ts';

/** A record with all that somebody needs to verify it alone. */
export interface Evidence {
  readonly record: string;
  readonly type: string;
  /** Parts that are shown, with their salts; the leaf commits to the others too. */
  readonly parts: Readonly<Record<string, Disclosed>>;
  /** The bytes of the leaf, which are ASCII. */
  readonly leaf: string;
  readonly index: number;
}

/** The log as it was last published, to prove from. */
export interface LogView {
  readonly size: number;
  readonly checkpoint: string;
  readonly entries: ReadEntries;
  readonly node: ReadNode;
}

/** @returns null where nothing is published here */
export async function viewLog(folder: TileFolder): Promise<LogView | null> {
  const checkpoint = await folder.checkpoint();
  if (checkpoint === null) return null;
  const parsed = parseCheckpoint(checkpoint);
  if (!parsed.ok) throw new Error(`the published checkpoint ${parsed.detail}`);
  return viewAt(folder, { checkpoint, size: parsed.value.size });
}

/** The log as it was at a checkpoint, with nothing read of it yet. */
export function viewAt(
  folder: TileFolder,
  { checkpoint, size }: Pick<LogView, 'checkpoint' | 'size'>,
): LogView {
  return {
    size,
    checkpoint,
    entries: entriesFrom(folder, size),
    node: nodesFrom((name: TileName) => tileOf(folder, name), size),
  };
}

/** @param shown names of the parts to disclose; all, if left out. @returns null where the log does not have it (yet) */
export async function evidenceOf(
  pool: Pool,
  log: LogView,
  record: RecordedLeaf,
  shown?: readonly string[],
): Promise<Evidence | null> {
  const index = await locate(pool, log.entries, log.size, record);
  if (index === null) return null;
  const [entry] = await log.entries(index, 1);
  if (entry === undefined) return null;
  const parts = record.parts.map(
    ([name, text], n) =>
      [name, { salt: record.salts.slice(n * SALT_LENGTH, (n + 1) * SALT_LENGTH), text }] as const,
  );
  return {
    record: record.id,
    type: record.type,
    parts: Object.fromEntries(parts.filter(([name]) => shown === undefined || shown.includes(name))),
    leaf: entry.toString('latin1'),
    index,
  };
}

/** The `.tlog-proof` of one leaf. */
export async function proofOf({ node, size, checkpoint }: LogView, index: number): Promise<string> {
  return formatProof({
    index,
    hashes: [...(await proveInclusion(node, index, size))] as Buffer[],
    checkpoint,
  });
}
