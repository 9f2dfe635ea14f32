import { EMPTY_ROOT, nodeHash } from '../hash.ts';

/** Told of every node that is whole: its height, its number from the left at that height, its hash. */
export type OnNode = (height: number, number: number, hash: Buffer) => void;

/** The perfect subtrees of a tree, left to right: all that is needed to go on with it. */
export interface Range {
  readonly size: number;
  append(leaf: Buffer): void;
  root(): Buffer;
}

/**
 * A tree that grows at its right edge, in memory that does not grow with it.
 *
 * @param size how many leaves there are
 * @param peaks the hashes of its perfect subtrees, the largest first
 */
export function createRange(size: number, peaks: readonly Buffer[], onNode: OnNode = () => {}): Range {
  const stack = [...peaks];
  let count = size;
  return {
    get size() {
      return count;
    },
    append(leaf) {
      let hash = leaf;
      let number = count;
      onNode(0, number, hash);
      for (let height = 1; number % 2 === 1; height++) {
        const left = stack.pop();
        if (left === undefined) throw new Error('the tree lacks a subtree');
        hash = nodeHash(left, hash);
        number = Math.floor(number / 2);
        onNode(height, number, hash);
      }
      stack.push(hash);
      count += 1;
    },
    root() {
      const last = stack.at(-1);
      if (last === undefined) return EMPTY_ROOT;
      return stack.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
    },
  };
}

/** Heights of the perfect subtrees of a tree, left to right. */
export function peaksOf(size: number): readonly { readonly height: number; readonly number: number }[] {
  const peaks: { height: number; number: number }[] = [];
  let left = 0;
  for (let height = Math.floor(Math.log2(Math.max(size, 1))) + 1; height >= 0; height--) {
    const width = 2 ** height;
    if (size - left < width) continue;
    peaks.push({ height, number: left / width });
    left += width;
  }
  return peaks;
}
