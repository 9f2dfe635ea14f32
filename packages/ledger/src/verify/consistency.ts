import { EMPTY_ROOT, HASH_SIZE, nodeHash } from '../hash.ts';
import { MAX_PROOF } from './inclusion.ts';
import { fails, proven, type Verdict } from './verdict.ts';

/** A tree as a checkpoint names it. */
export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/**
 * Whether the later tree begins with all that the earlier one had, unchanged (RFC 9162, section 2.1.4.2).
 *
 * @param proof empty where the sizes are equal, or the earlier one is 0
 */
export function verifyConsistency(
  earlier: TreeHead,
  later: TreeHead,
  proof: readonly Uint8Array[],
): Verdict<true> {
  const what = `the consistency proof from ${earlier.size} to ${later.size}`;
  const malformed = (detail: string) => fails('malformed', what, detail);
  const unequal = fails('not_consistent', `the checkpoint of ${later.size} entries`);
  if (![earlier.size, later.size].every((size) => Number.isSafeInteger(size) && size >= 0))
    return malformed('is not between two sizes');
  if (earlier.size > later.size) return malformed('goes backwards');
  if (proof.length > MAX_PROOF || proof.some(({ length }) => length !== HASH_SIZE))
    return malformed('does not consist of hashes, or of too many');
  if (earlier.size === 0) {
    if (proof.length > 0) return malformed('is longer than nothing');
    return EMPTY_ROOT.equals(earlier.root) ? proven(true) : unequal;
  }
  if (earlier.size === later.size) {
    if (proof.length > 0) return malformed('is longer than nothing');
    return Buffer.from(earlier.root).equals(later.root) ? proven(true) : unequal;
  }
  let place = earlier.size - 1;
  let last = later.size - 1;
  while (place % 2 === 1) {
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  }
  // Where the earlier tree is perfect its root is a node of the later one, and is left out of the proof.
  const path = place === 0 ? [earlier.root, ...proof] : proof;
  const [first, ...rest] = path;
  if (first === undefined) return malformed('is empty');
  let old: Buffer = Buffer.from(first);
  let root: Buffer = Buffer.from(first);
  for (const sibling of rest) {
    if (last === 0) return malformed('is longer than the tree is high');
    if (place % 2 === 1 || place === last) {
      old = nodeHash(sibling, old);
      root = nodeHash(sibling, root);
      while (place % 2 === 0 && place !== 0) {
        place = Math.floor(place / 2);
        last = Math.floor(last / 2);
      }
    } else root = nodeHash(root, sibling);
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  }
  if (last !== 0) return malformed('is shorter than the tree is high');
  return old.equals(earlier.root) && root.equals(later.root) ? proven(true) : unequal;
}
