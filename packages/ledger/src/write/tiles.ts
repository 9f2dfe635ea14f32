import { HASH_SIZE, leafHash } from '../hash.ts';
import { MAX_ENTRY, parseBundle, TILE_WIDTH, type TileName } from '../verify/tile.ts';
import { DamagedTile, nodesFrom, type ReadTile, widthOf } from './node-reader.ts';
import { createRange, peaksOf, type Range } from './range.ts';

/** A tile as it is to be stored. */
export interface WrittenTile {
  readonly name: TileName;
  readonly bytes: Buffer;
}

/** A log that grows: takes entries, gives the tiles that change. */
export interface TileWriter {
  readonly size: number;
  /** Of all entries so far. */
  root(): Buffer;
  /** @throws {RangeError} where the entry is longer than a bundle can tell */
  append(entry: Uint8Array): void;
  /** The tiles that became full since the last time, and every partial one as it is now. */
  take(): readonly WrittenTile[];
}

const TILE_HEIGHT = 8;

interface Level {
  number: number;
  hashes: Buffer[];
}

/**
 * Goes on with the tree of this size, whose tiles are there to be read.
 *
 * @throws {DamagedTile}, and what reading them throws
 */
export async function continueTiles(size: number, read: ReadTile): Promise<TileWriter> {
  const node = nodesFrom(read, size);
  const peaks = await Promise.all(peaksOf(size).map(({ height, number }) => node(height, number)));
  const levels: Level[] = [];
  for (let level = 0; TILE_WIDTH ** level <= size; level++) {
    const number = Math.floor(size / TILE_WIDTH ** (level + 1));
    const width = widthOf(size, level, number);
    const bytes = width === 0 ? Buffer.alloc(0) : await read({ level, number, width });
    levels.push({ number, hashes: Array.from({ length: width }, (_, n) => hashAt(bytes, n)) });
  }
  const number = Math.floor(size / TILE_WIDTH);
  const width = size % TILE_WIDTH;
  const bundle = width === 0 ? Buffer.alloc(0) : await read({ level: 'entries', number, width });
  const entries = parseBundle(bundle);
  if (!entries.ok || entries.value.length !== width)
    throw new DamagedTile(`the last bundle does not have the ${width} entries that it must`);
  return writer(size, peaks, levels, entries.value);
}

/** A copy of its own, so that the whole tile is not kept for one of its hashes; @throws where it is cut off */
function hashAt(bytes: Buffer, n: number): Buffer {
  if ((n + 1) * HASH_SIZE > bytes.length) throw new DamagedTile('a tile is too short');
  return Buffer.from(bytes.subarray(n * HASH_SIZE, (n + 1) * HASH_SIZE));
}

function writer(
  size: number,
  peaks: readonly Buffer[],
  levels: Level[],
  partial: readonly Buffer[],
): TileWriter {
  let full: WrittenTile[] = [];
  let entries: Uint8Array[] = [...partial];
  const range: Range = createRange(size, peaks, onNode);

  function onNode(height: number, _number: number, hash: Buffer): void {
    if (height % TILE_HEIGHT !== 0) return;
    const level = height / TILE_HEIGHT;
    levels[level] ??= { number: 0, hashes: [] };
    const at = levels[level];
    at.hashes.push(hash);
    if (at.hashes.length < TILE_WIDTH) return;
    full.push({ name: { level, number: at.number, width: TILE_WIDTH }, bytes: Buffer.concat(at.hashes) });
    at.number += 1;
    at.hashes = [];
  }

  return {
    get size() {
      return range.size;
    },
    root: range.root,
    append(entry) {
      if (entry.length > MAX_ENTRY) throw new RangeError(`an entry of ${entry.length} bytes is too long`);
      entries.push(entry);
      range.append(leafHash(entry));
      if (entries.length < TILE_WIDTH) return;
      const name = { level: 'entries', number: range.size / TILE_WIDTH - 1, width: TILE_WIDTH } as const;
      full.push({ name, bytes: formatBundle(entries) });
      entries = [];
    },
    take() {
      const tiles = full;
      full = [];
      levels.forEach(({ number, hashes }, level) => {
        if (hashes.length > 0)
          tiles.push({ name: { level, number, width: hashes.length }, bytes: Buffer.concat(hashes) });
      });
      if (entries.length > 0) {
        const number = Math.floor(range.size / TILE_WIDTH);
        tiles.push({
          name: { level: 'entries', number, width: entries.length },
          bytes: formatBundle(entries),
        });
      }
      return tiles;
    },
  };
}

/** A bundle of entries: each after its length as a big-endian sixteen-bit number. */
export function formatBundle(entries: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    entries.flatMap((entry) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(entry.length);
      return [length, entry];
    }),
  );
}
