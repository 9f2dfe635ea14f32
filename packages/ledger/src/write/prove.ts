import { nodeHash, splitOf } from '../hash.ts';
import type { ReadNode } from './node-reader.ts';

/**
 * The inclusion proof of one leaf (RFC 6962, section 2.1.1).
 *
 * @returns the siblings from the leaf upwards
 * @throws {RangeError} where the tree does not have the leaf
 */
export async function proveInclusion(
  read: ReadNode,
  index: number,
  size: number,
): Promise<readonly Buffer[]> {
  if (!(index >= 0 && index < size)) throw new RangeError(`there is no leaf ${index} among ${size}`);
  const path: Buffer[] = [];
  let start = 0;
  let end = size;
  const siblings: [number, number][] = [];
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      siblings.push([middle, end]);
      end = middle;
    } else {
      siblings.push([start, middle]);
      start = middle;
    }
  }
  for (const [from, to] of siblings.reverse()) path.push(await subtree(read, from, to));
  return path;
}

/**
 * The consistency proof between two sizes of one tree (RFC 6962, section 2.1.2); empty where they are equal, or the
 * earlier one is 0.
 */
export async function proveConsistency(
  read: ReadNode,
  earlier: number,
  later: number,
): Promise<readonly Buffer[]> {
  if (!(earlier >= 0 && earlier <= later)) throw new RangeError(`${earlier} is not before ${later}`);
  if (earlier === 0 || earlier === later) return [];
  const parts: [number, number][] = [];
  let start = 0;
  let end = later;
  // Whether the part of the earlier tree that is looked at is known to the verifier as its root.
  let whole = true;
  while (earlier < end) {
    const middle = start + splitOf(end - start);
    if (earlier <= middle) {
      parts.push([middle, end]);
      end = middle;
    } else {
      parts.push([start, middle]);
      start = middle;
      whole = false;
    }
  }
  if (!whole) parts.push([start, end]);
  const path: Buffer[] = [];
  for (const [from, to] of parts.reverse()) path.push(await subtree(read, from, to));
  return path;
}

/** The hash of the leaves from `start` to before `end`, of which one half after the other is perfect. */
async function subtree(read: ReadNode, start: number, end: number): Promise<Buffer> {
  const width = end - start;
  if (width === 1 || splitOf(width) * 2 === width) return read(Math.round(Math.log2(width)), start / width);
  const middle = start + splitOf(width);
  return nodeHash(await subtree(read, start, middle), await subtree(read, middle, end));
}
