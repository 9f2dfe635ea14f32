import { fails, proven, type Verdict } from '../verdict.ts';
import { crc32 } from './crc32.ts';
import type { ByteSource, PackedFile } from './zip.ts';

const CHUNK = 1024 * 1024;
/** Of one record; the largest event and its answer fit in. */
const MAX_LINE = 8 * 1024 * 1024;

/**
 * Reads a file of a pack line by line, in memory that does not grow with it.
 *
 * @param onLine says what is wrong, or nothing
 * @returns how many lines there were; the first thing that was wrong ends it
 */
export async function readLines(
  source: ByteSource,
  file: PackedFile,
  onLine: (line: string, number: number) => Verdict<unknown>,
): Promise<Verdict<number>> {
  let rest: Buffer = Buffer.alloc(0);
  let number = 0;
  let crc = 0;
  for (let at = 0; at < file.size; at += CHUNK) {
    const read = Buffer.from(await source.read(file.start + at, Math.min(CHUNK, file.size - at)));
    crc = crc32(read, crc);
    const bytes = rest.length === 0 ? read : Buffer.concat([rest, read]);
    let start = 0;
    for (let end = bytes.indexOf(0x0a); end !== -1; end = bytes.indexOf(0x0a, start)) {
      number += 1;
      const verdict = onLine(bytes.toString('utf8', start, end), number);
      if (!verdict.ok) return verdict;
      start = end + 1;
    }
    rest = bytes.subarray(start);
    if (rest.length > MAX_LINE) return fails('too_large', `line ${number + 1} of ${file.name}`);
  }
  if (rest.length > 0) return fails('malformed', file.name, 'does not end with a line');
  return crc === file.crc ? proven(number) : fails('malformed', file.name, 'is not as it was packed');
}

/** Whether a file, whatever its size, is as it was packed. */
export async function checkBytes(source: ByteSource, file: PackedFile): Promise<Verdict<true>> {
  let crc = 0;
  for (let at = 0; at < file.size; at += CHUNK)
    crc = crc32(await source.read(file.start + at, Math.min(CHUNK, file.size - at)), crc);
  return crc === file.crc ? proven(true) : fails('malformed', file.name, 'is not as it was packed');
}

/** A small file whole. */
export async function readWhole(
  source: ByteSource,
  file: PackedFile,
  most: number,
): Promise<Verdict<Buffer>> {
  if (file.size > most) return fails('too_large', file.name);
  const bytes = Buffer.from(await source.read(file.start, file.size));
  return crc32(bytes) === file.crc ? proven(bytes) : fails('malformed', file.name, 'is not as it was packed');
}
