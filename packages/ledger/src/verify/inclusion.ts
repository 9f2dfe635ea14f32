import { HASH_SIZE, nodeHash } from '../hash.ts';
import { fails, proven, type Verdict } from './verdict.ts';

/** Hashes that the proof for one leaf may have at most: trees are smaller than 2^53. */
export const MAX_PROOF = 53;

/**
 * The root that a proof leads to (RFC 9162, section 2.1.3.2).
 *
 * @param proof the siblings from the leaf upwards
 * @returns `malformed` where index, size and length of the proof do not go together
 */
export function rootOfInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
): Verdict<Buffer> {
  const what = `the inclusion proof of leaf ${index}`;
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size)
    return fails('malformed', what, 'is for a place that the tree does not have');
  if (proof.length > MAX_PROOF || proof.some(({ length }) => length !== HASH_SIZE))
    return fails('malformed', what, 'does not consist of hashes, or of too many');
  let place = index;
  let last = size - 1;
  let root: Buffer = Buffer.from(leaf);
  for (const sibling of proof) {
    if (last === 0) return fails('malformed', what, 'is longer than the tree is high');
    if (place % 2 === 1 || place === last) {
      root = nodeHash(sibling, root);
      // A right edge stands alone for some levels: the sibling belongs to the level at which it has one.
      while (place % 2 === 0 && place !== 0) {
        place = Math.floor(place / 2);
        last = Math.floor(last / 2);
      }
    } else root = nodeHash(root, sibling);
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? proven(root) : fails('malformed', what, 'is shorter than the tree is high');
}

/** Whether a leaf is at its place in the tree of this root. */
export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  { size, root }: { readonly size: number; readonly root: Uint8Array },
  proof: readonly Uint8Array[],
): Verdict<true> {
  const led = rootOfInclusion(leaf, index, size, proof);
  if (!led.ok) return led;
  return led.value.equals(root) ? proven(true) : fails('not_included', `leaf ${index}`);
}
