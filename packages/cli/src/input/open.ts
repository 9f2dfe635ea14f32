import { open } from 'node:fs/promises';
import { asMistake, Mistake } from '../mistake.ts';
import { say } from '../terminal.ts';

const CHUNK_BYTES = 256 * 1024;

/**
 * The bytes of a file, or of standard input for `-`.
 *
 * @throws {Mistake} where it cannot be read
 */
export async function openInput(file: string): Promise<AsyncIterable<Uint8Array>> {
  if (file === '-') {
    if (process.stdin.isTTY) say('Reading what you type, one JSON value on a line; Ctrl-D ends it.');
    return process.stdin as AsyncIterable<Uint8Array>;
  }
  try {
    const handle = await open(file, 'r');
    if ((await handle.stat()).isDirectory()) {
      await handle.close();
      throw new Mistake(`${file} cannot be read: it is a folder.`);
    }
    return handle.createReadStream({ highWaterMark: CHUNK_BYTES });
  } catch (error) {
    throw asMistake(error, `${file} cannot be read`);
  }
}
