import { HASH_SIZE, nodeHash } from '../hash.ts';
import type { TileName } from '../verify/tile.ts';
import { TILE_WIDTH } from '../verify/tile.ts';

/** Gives the bytes of a tile of hashes; throws where it is not there. */
export type ReadTile = (name: TileName) => Promise<Buffer>;

/** The hash of a perfect subtree: `number` from the left among those of 2^height leaves. */
export type ReadNode = (height: number, number: number) => Promise<Buffer>;

/** A tile does not hold what a tree of its size must have. */
export class DamagedTile extends Error {
  readonly code = 'damaged_tile';
}

const TILE_HEIGHT = 8;

/** Reads nodes of a tree of this size from its tiles, each tile and each node once. */
export function nodesFrom(readTile: ReadTile, size: number): ReadNode {
  const tiles = new Map<string, Promise<Buffer>>();
  const nodes = new Map<string, Promise<Buffer>>();

  function tileAt(level: number, number: number): Promise<Buffer> {
    return once(tiles, `${level}/${number}`, () =>
      readTile({ level, number, width: widthOf(size, level, number) }),
    );
  }

  async function compute(height: number, number: number): Promise<Buffer> {
    const level = Math.floor(height / TILE_HEIGHT);
    const width = 2 ** (height % TILE_HEIGHT);
    const first = number * width;
    const bytes = await tileAt(level, Math.floor(first / TILE_WIDTH));
    const start = (first % TILE_WIDTH) * HASH_SIZE;
    if (start + width * HASH_SIZE > bytes.length)
      throw new DamagedTile(`a tile of level ${level} is too short`);
    return perfectRoot(
      Array.from({ length: width }, (_, n) =>
        bytes.subarray(start + n * HASH_SIZE, start + (n + 1) * HASH_SIZE),
      ),
    );
  }

  return (height, number) => once(nodes, `${height}/${number}`, () => compute(height, number));
}

function once<T>(known: Map<string, Promise<T>>, key: string, find: () => Promise<T>): Promise<T> {
  const found = known.get(key) ?? find();
  known.set(key, found);
  return found;
}

/** How many hashes a tile has in a tree of this size. */
export function widthOf(size: number, level: number, tile: number): number {
  const there = Math.floor(size / TILE_WIDTH ** level) - tile * TILE_WIDTH;
  return Math.max(0, Math.min(there, TILE_WIDTH));
}

function perfectRoot(hashes: readonly Buffer[]): Buffer {
  let row = hashes;
  while (row.length > 1) {
    const above: Buffer[] = [];
    for (let n = 0; n + 1 < row.length; n += 2) above.push(nodeHash(row[n] as Buffer, row[n + 1] as Buffer));
    row = above;
  }
  const [root] = row;
  if (root === undefined) throw new Error('a subtree without leaves has no root');
  return root;
}
