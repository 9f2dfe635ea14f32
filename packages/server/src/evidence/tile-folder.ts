import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { TILE_WIDTH, type TileName, tilePath, type WrittenTile } from '@safeward/ledger';

/** Where a log is published: files that never change, and one that names the newest of them. */
export interface TileFolder {
  /** @param path below the log, e.g. `tile/0/000.p/5`; null where it is not there */
  read(path: string): Promise<Buffer | null>;
  /** Resolves when the tiles are on disk. */
  write(tiles: readonly WrittenTile[]): Promise<void>;
  checkpoint(): Promise<string | null>;
  /** Once its tiles are written: from now on it is what the log says of itself. */
  publish(checkpoint: string): Promise<void>;
}

const CHECKPOINT = 'checkpoint';

export function tileFolder(root: string): TileFolder {
  async function put(path: string, bytes: Buffer | string): Promise<void> {
    const target = join(root, path);
    await mkdir(dirname(target), { recursive: true });
    // Written apart and moved: nobody ever reads half of a file, and two who write the same write the same.
    const draft = `${target}.${randomBytes(6).toString('hex')}.new`;
    try {
      await synced(draft, 'wx', (file) => file.writeFile(bytes));
      await rename(draft, target);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    await synced(dirname(target), 'r', async () => {});
  }

  async function read(path: string): Promise<Buffer | null> {
    try {
      return await readFile(join(root, path));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') return null;
      throw error;
    }
  }

  return {
    read,
    async write(tiles) {
      await Promise.all(tiles.map(({ name, bytes }) => put(tilePath(name), bytes)));
      // A partial tile may go when the full one is there.
      const full = tiles.filter(({ name }) => name.width === TILE_WIDTH);
      await Promise.all(
        full.map(({ name }) => rm(join(root, `${tilePath(name)}.p`), { recursive: true, force: true })),
      );
    },
    async checkpoint() {
      return (await read(CHECKPOINT))?.toString('utf8') ?? null;
    },
    publish: (checkpoint) => put(CHECKPOINT, checkpoint),
  };
}

/** A tile of a log that must have it. @throws {MissingTile} */
export async function tileOf(folder: Pick<TileFolder, 'read'>, name: TileName): Promise<Buffer> {
  const found = await folder.read(tilePath(name));
  // A full tile holds what the partial one held; whoever asks knows how much of it counts.
  const tile =
    found ?? (name.width < TILE_WIDTH ? await folder.read(tilePath({ ...name, width: TILE_WIDTH })) : null);
  if (tile === null) throw new MissingTile(tilePath(name));
  return tile;
}

/** A file of the log is gone. */
export class MissingTile extends Error {
  readonly code = 'missing_tile';

  constructor(path: string) {
    super(`the log has lost ${path}`);
  }
}

type Opened = Awaited<ReturnType<typeof open>>;

async function synced(path: string, flags: string, work: (file: Opened) => Promise<void>): Promise<void> {
  const file = await open(path, flags);
  try {
    await work(file);
    await file.sync();
  } finally {
    await file.close();
  }
}
