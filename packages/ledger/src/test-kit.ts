import { leafHash, nodeHash, splitOf } from './hash.ts';
import type { TileName } from './verify/index.ts';
import { tilePath } from './verify/index.ts';
import { nodesFrom, type ReadNode, type ReadTile } from './write/node-reader.ts';
import { continueTiles, type TileWriter } from './write/tiles.ts';

/** A log in memory, tile by tile as it would be stored. For tests. */
export interface MemoryLog {
  readonly writer: TileWriter;
  readonly tiles: ReadonlyMap<string, Buffer>;
  readonly read: ReadTile;
  readonly node: ReadNode;
}

export async function logOf(count: number, steps: readonly number[] = []): Promise<MemoryLog> {
  const tiles = new Map<string, Buffer>();
  const read = async (name: TileName): Promise<Buffer> => {
    const found = tiles.get(tilePath(name));
    if (found === undefined) throw new Error(`${tilePath(name)} is not there`);
    return found;
  };
  let writer = await continueTiles(0, read);
  for (const end of [...steps.filter((step) => step < count), count]) {
    while (writer.size < end) writer.append(entryOf(writer.size));
    for (const { name, bytes } of writer.take()) tiles.set(tilePath(name), bytes);
    // As after a restart: all that it knows it reads again.
    writer = await continueTiles(end, read);
  }
  return { writer, tiles, read, node: nodesFrom(read, count) };
}

export function entryOf(index: number): Buffer {
  return Buffer.from(`entry ${index}`);
}

/** The root by the definition, of leaves as `entryOf` makes them. */
export function rootByDefinition(start: number, end: number): Buffer {
  if (end - start === 1) return leafHash(entryOf(start));
  const middle = start + splitOf(end - start);
  return nodeHash(rootByDefinition(start, middle), rootByDefinition(middle, end));
}
