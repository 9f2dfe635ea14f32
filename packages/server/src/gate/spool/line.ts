import { crc32 } from 'node:zlib';
import type { DecisionRecord } from '../record.ts';

/**
 * One line of the spool: eight hex digits of CRC-32 over what follows, a space, the record as JSON, a newline.
 * JSON text holds no newline, so a line that was cut off by a crash cannot hide the ones before it.
 */
export function encodeLine(record: DecisionRecord): Buffer {
  const json = JSON.stringify(record);
  return Buffer.from(`${checksum(json)} ${json}\n`);
}

/** A record, or null where the line is torn or damaged. */
export function decodeLine(line: string): DecisionRecord | null {
  const json = line.slice(9);
  if (line[8] !== ' ' || checksum(json) !== line.slice(0, 8)) return null;
  // The checksum holds, so it is what we wrote.
  return JSON.parse(json) as DecisionRecord;
}

/** A line of a segment, with its place in the file, in bytes. */
export interface Placed {
  readonly record: DecisionRecord | null;
  readonly start: number;
  readonly length: number;
}

export function decodeSegment(bytes: Buffer): readonly Placed[] {
  const lines: Placed[] = [];
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    const record = newline === -1 ? null : decodeLine(bytes.toString('utf8', start, end));
    lines.push({ record, start, length: end - start + 1 });
    start = end + 1;
  }
  return lines;
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}
