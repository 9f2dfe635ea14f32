import { rename, rm, writeFile } from 'node:fs/promises';
import { asMistake } from '../mistake.ts';

/**
 * Writes a file whole or not at all: beside it first, then in its place.
 *
 * @throws {Mistake} where it cannot be written
 */
export async function writeWhole(
  file: string,
  content: string | Uint8Array | AsyncIterable<string>,
): Promise<void> {
  const beside = `${file}.${process.pid}.part`;
  try {
    await writeFile(beside, content);
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw asMistake(error, `${file} cannot be written`);
  }
}
