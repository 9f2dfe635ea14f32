import { hash } from 'node:crypto';

/** Bytes of a SHA-256 hash. */
export const HASH_SIZE = 32;

const LEAF = Buffer.from([0]);

/** RFC 6962, section 2.1: SHA-256(0x00 ‖ entry). */
export function leafHash(entry: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([LEAF, entry]), 'buffer');
}

/** RFC 6962, section 2.1: SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  const both = Buffer.allocUnsafe(1 + 2 * HASH_SIZE);
  both[0] = 1;
  both.set(left, 1);
  both.set(right, 1 + HASH_SIZE);
  return hash('sha256', both, 'buffer');
}

/** The root of a tree without leaves: SHA-256 of nothing. */
export const EMPTY_ROOT: Buffer = hash('sha256', '', 'buffer');

/** The largest power of two that is less than a size of two or more: where RFC 6962 splits a tree. */
export function splitOf(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}
