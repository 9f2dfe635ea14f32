import { leafHash, parseBundle, TILE_WIDTH, widthOf } from '@safeward/ledger';
import type { Pool } from '../platform/database/index.ts';
import { type RecordedLeaf, stretchesAt } from '../platform/leaves/index.ts';
import { type TileFolder, tileOf } from './tile-folder.ts';

/** Reads entries of a log of some size, each bundle once. */
export type ReadEntries = (first: number, count: number) => Promise<readonly Buffer[]>;

export function entriesFrom(folder: Pick<TileFolder, 'read'>, size: number): ReadEntries {
  const bundles = new Map<number, Promise<readonly Buffer[]>>();

  async function load(number: number): Promise<readonly Buffer[]> {
    const width = widthOf(size, 0, number);
    const bundle = parseBundle(await tileOf(folder, { level: 'entries', number, width }));
    if (!bundle.ok) throw new Error(`bundle ${number}: ${bundle.detail}`);
    return bundle.value;
  }

  return async (first, count) => {
    const entries: Buffer[] = [];
    for (let index = first; index < Math.min(first + count, size); index++) {
      const number = Math.floor(index / TILE_WIDTH);
      const bundle = bundles.get(number) ?? load(number);
      if (!bundles.has(number)) bundles.set(number, bundle);
      const entry = (await bundle)[index % TILE_WIDTH];
      if (entry === undefined) throw new Error(`bundle ${number} is too short`);
      entries.push(entry);
    }
    return entries;
  };
}

/** @returns where the leaf of a record is in the log of this size; null where it is not there */
export async function locate(
  pool: Pool,
  read: ReadEntries,
  size: number,
  { at, leaf }: Pick<RecordedLeaf, 'at' | 'leaf'>,
): Promise<number | null> {
  const wanted = Buffer.from(leaf, 'hex');
  for (const { first, count } of await stretchesAt(pool, at)) {
    if (first >= size) continue;
    const entries = await read(first, count);
    const found = entries.findIndex((entry) => leafHash(entry).equals(wanted));
    if (found !== -1) return first + found;
  }
  return null;
}
