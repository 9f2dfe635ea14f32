import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { type Codebook, type Parsed, readCsv, type Table } from '@safeward/polls';
import { asMistake, Mistake } from '../mistake.ts';

/** Large chunks: a table of hundreds of columns is read a few thousand rows at a time. */
const CHUNK_BYTES = 1024 * 1024;

/**
 * The table of respondents in a file, which may be read several times: CSV, or an SPSS system file by its name.
 *
 * @throws {Mistake} where it cannot be read
 */
export async function openTable(file: string, codebook: Codebook | null): Promise<Table> {
  try {
    if ((await stat(file)).isDirectory()) throw new Mistake(`${file} cannot be read: it is a folder.`);
  } catch (error) {
    throw asMistake(error, `${file} cannot be read`);
  }
  if (extname(file).toLowerCase() === '.sav') {
    const { readSav } = await import('./sav.ts');
    return () => readSav(file, codebook);
  }
  return () => readCsv(createReadStream(file, { highWaterMark: CHUNK_BYTES }));
}

/**
 * Reads a design document.
 *
 * @throws {Mistake} where it cannot be read; what is wrong with its content is returned
 */
export async function readDesign<T>(file: string, parse: (text: string) => Parsed<T>): Promise<Parsed<T>> {
  try {
    return parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw asMistake(error, `${file} cannot be read`);
  }
}
