import { createRange, leafHash, parseCheckpoint, parseLeaf, TILE_WIDTH } from '@safeward/ledger';
import { sealedDecisions } from '../gate/index.ts';
import type { Pool } from '../platform/database/index.ts';
import { findRecords, type RecordedLeaf } from '../platform/leaves/index.ts';
import { viewLog } from './evidence.ts';
import { tileFolder } from './tile-folder.ts';

/** What a check of the whole log found. */
export interface Checked {
  readonly size: number;
  /** Whether the entries have the root that the checkpoint says. */
  readonly rootHolds: boolean;
  /** Leaves whose records are there and make them again. */
  readonly whole: number;
  /** Leaves whose records are gone: erased, or removed when their days were over. */
  readonly gone: number;
  /** Leaves in whose place a later one of the same record came, because its answer was given while the database was late. */
  readonly superseded: number;
  /** Ids of records that are not as the log committed to them. */
  readonly altered: readonly string[];
}

const BUNDLES = 4;

/**
 * Makes the root again from the entries, and every entry from its record.
 *
 * @param onProgress told how many leaves were looked at
 * @returns null where there is no log here
 */
export async function checkLog(
  pool: Pool,
  logFolder: string,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<Checked | null> {
  const folder = tileFolder(logFolder);
  const log = await viewLog(folder);
  if (log === null) return null;
  const range = createRange(0, []);
  /** Of records that are there, and have not been found to be the leaf of any entry yet. */
  const unmatched = new Set<string>();
  let [whole, gone, superseded] = [0, 0, 0];
  for (let first = 0; first < log.size; first += BUNDLES * TILE_WIDTH) {
    const entries = (await log.entries(first, BUNDLES * TILE_WIDTH)).map((entry) => entry.toString('latin1'));
    const records = await recordsOf(pool, entries.map(idOf));
    for (const entry of entries) {
      range.append(leafHash(Buffer.from(entry, 'latin1')));
      const record = records.get(idOf(entry));
      if (record === undefined) gone += 1;
      else if (record.remade.entry !== entry) unmatched.add(record.id);
      else {
        whole += 1;
        // A decision whose answer was another than the one first committed has a leaf for each, and the later one counts.
        if (unmatched.delete(record.id)) superseded += 1;
      }
    }
    onProgress(range.size, log.size);
  }
  const checkpoint = parseCheckpoint(log.checkpoint);
  const rootHolds = checkpoint.ok && range.root().equals(checkpoint.value.root);
  return { size: log.size, rootHolds, whole, gone, superseded, altered: [...unmatched] };
}

function idOf(entry: string): string {
  const leaf = parseLeaf(entry);
  return leaf.ok ? leaf.value.record : '';
}

async function recordsOf(pool: Pool, ids: readonly string[]): Promise<ReadonlyMap<string, RecordedLeaf>> {
  const decisions = await sealedDecisions(
    pool,
    { ids: ids.filter((id) => id.startsWith('dec_')) },
    ids.length,
  );
  const others = await findRecords(pool, { ids: ids.filter((id) => id.startsWith('rec_')) }, ids.length);
  return new Map([...decisions, ...others].map((record) => [record.id, record]));
}
