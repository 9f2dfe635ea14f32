import {
  continueTiles,
  DamagedTile,
  parseCheckpoint,
  signCheckpoint,
  type TileName,
  type TileWriter,
} from '@safeward/ledger';
import { inTransaction, type Pool } from '../platform/database/index.ts';
import { dropTiled, leads, placedBatches, sequenceBatches } from '../platform/leaves/index.ts';
import type { OurLog } from './begin.ts';
import { type Halt, whyHalted } from './last.ts';
import { findLog, type LogRow, recordCheckpoint } from './store.ts';
import { MissingTile, type TileFolder, tileOf } from './tile-folder.ts';

/** What one round came to. */
export type Round =
  /** Another process is at it, or there was nothing to do. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'published'; readonly added: number; readonly size: number; readonly more: boolean }
  | { readonly kind: 'halted'; readonly halt: Halt };

export interface Integrator {
  /** Gives waiting leaves their places, writes their tiles, and publishes a checkpoint of them. */
  round(): Promise<Round>;
}

const IDLE: Round = { kind: 'idle' };
/** Batches that get their places in one transaction, and that go into one checkpoint. */
const BATCHES = 500;

/**
 * The way of a leaf into the log, in two steps that may each be cut off anywhere. First its place is given, in one
 * transaction, by one process at a time. From then on the tiles follow from what is committed, so that whoever writes
 * them, and however often, writes the same; only when they are on disk a checkpoint is signed, committed, and then
 * published.
 */
export function createIntegrator({
  pool,
  folder,
  log: ours,
  now = Date.now,
}: {
  readonly pool: Pool;
  readonly folder: TileFolder;
  readonly log: OurLog;
  readonly now?: () => number;
}): Integrator {
  let writer: TileWriter | null = null;

  async function place(): Promise<boolean> {
    return inTransaction(pool, async (client) => {
      if (!(await leads(client))) return false;
      const log = await findLog(client);
      return (await sequenceBatches(client, BATCHES)) > (log?.size ?? 0) || (await isUnpublished(log));
    });
  }

  async function isUnpublished(log: LogRow | null): Promise<boolean> {
    return log !== null && log.checkpoint !== null && (await folder.checkpoint()) !== log.checkpoint;
  }

  async function write(): Promise<Round & { readonly checkpoint?: string }> {
    return inTransaction(pool, async (client) => {
      if (!(await leads(client))) return IDLE;
      const log = await findLog(client, true);
      if (log === null) return IDLE;
      const halt = await whyHalted(log, folder);
      if (halt !== null) return { kind: 'halted', halt };
      const at = await goOn(log);
      const batches = await placedBatches(client, log.size, BATCHES);
      for (const { entries } of batches) for (const entry of entries) at.append(Buffer.from(entry, 'latin1'));
      const added = at.size - log.size;
      if (added === 0) {
        // What was committed, and then not published.
        return log.checkpoint === null
          ? IDLE
          : { kind: 'published', added, size: log.size, more: false, checkpoint: log.checkpoint };
      }
      await folder.write(at.take());
      const head = { size: at.size, root: at.root() };
      const checkpoint = await signCheckpoint(ours.origin, head, ours.signers, Math.floor(now() / 1000));
      await recordCheckpoint(client, at.size, checkpoint);
      await dropTiled(client, at.size);
      return { kind: 'published', added, size: at.size, more: batches.length === BATCHES, checkpoint };
    });
  }

  /** Where this process left off, or read again from the tiles and held against the last checkpoint. */
  async function goOn(log: LogRow): Promise<TileWriter> {
    const current = writer;
    // Until it is committed nobody knows whether what is in memory is true.
    writer = null;
    if (current?.size === log.size) {
      writer = current;
      return current;
    }
    const read = await continueTiles(log.size, (name: TileName) => tileOf(folder, name));
    const checkpoint = log.checkpoint === null ? null : parseCheckpoint(log.checkpoint);
    if (checkpoint?.ok && !read.root().equals(checkpoint.value.root))
      throw new DamagedTile(`the tiles are not those of the checkpoint of ${log.size} leaves`);
    writer = read;
    return read;
  }

  return {
    async round() {
      if (!(await place())) return IDLE;
      try {
        const { checkpoint, ...round } = await write();
        if (checkpoint !== undefined) await folder.publish(checkpoint);
        return round as Round;
      } catch (error) {
        writer = null;
        if (error instanceof MissingTile || error instanceof DamagedTile)
          return { kind: 'halted', halt: { code: 'tiles_missing', why: `${error.message}.` } };
        throw error;
      }
    },
  };
}
