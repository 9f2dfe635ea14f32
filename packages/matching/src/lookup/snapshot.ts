import type { SealedPart } from './sealed-part.ts';

// The file: a head of 32-bit numbers, the least byte first; a line for each part; a checksum over these; then the memory of
// each part as it is.
export const MAGIC = [0x4957_5348, 0x3158_4544];
export const HEAD_WORDS = 4; // magic, magic, number of parts, next id
export const PART_WORDS = 3; // bytes, checksum, rows
export const MOST_PARTS = 64;

/**
 * The whole index as pieces of a file, which are to be written before anything else is done with it: they are views of
 * its memory, not copies.
 */
export function* snapshotOf(sealed: readonly SealedPart[], nextId: number): Generator<Uint8Array, void> {
  const head = new Uint32Array(HEAD_WORDS + sealed.length * PART_WORDS + 1);
  head.set([...MAGIC, sealed.length, nextId]);
  const parts = sealed.map(({ memory, bytes }) => new Uint8Array(memory.buffer, 0, bytes));
  parts.forEach((part, n) => {
    head.set([part.length, checksum(part), sealed[n]?.rows ?? 0], HEAD_WORDS + n * PART_WORDS);
  });
  head[head.length - 1] = checksum(new Uint8Array(head.buffer, 0, (head.length - 1) * 4));
  yield new Uint8Array(head.buffer);
  yield* parts;
}

/**
 * Tells damage by accident, not by intent: whoever can write the file can write its checksum. A damaged table would let
 * hashes be missed in silence, hence it is always looked at.
 */
export function checksum(bytes: Uint8Array): number {
  let sum = 0x811c_9dc5;
  for (const word of new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2))
    sum = Math.imul((sum << 5) ^ (sum >>> 27) ^ word, 0x9e37_79b1);
  return sum >>> 0;
}
