import { HASH_SIZE, nodeHash } from '../hash.ts';
import { fromBase64 } from './base64.ts';
import type { TreeHead } from './consistency.ts';
import { MAX_PROOF } from './inclusion.ts';
import { fails, proven, type Verdict } from './verdict.ts';

/** A node on the way from a leaf to the root. */
interface Step {
  readonly place: number;
  readonly hash: Buffer;
  /** How many hashes of the proof lead on from it. */
  readonly left: number;
}

/**
 * Verifies leaves of one tree one after another. Neighbours share the upper part of their ways: where a leaf meets
 * the way of the last one that held, and what is left of its proof is the same to the letter, nothing is left to be
 * computed. The verdicts are those of `verifyInclusion`, in any order of leaves.
 *
 * @returns takes the hash of a leaf, its place, and its proof in base64
 */
export function createInclusionRun({
  size,
  root,
}: TreeHead): (leaf: Buffer, index: number, proof: readonly string[], what: string) => Verdict<true> {
  const expected = Buffer.from(root);
  /** By height: the way of the last leaf that held. */
  let known: (Step | undefined)[] = [];
  let knownProof: readonly string[] = [];

  return (leaf, index, proof, what) => {
    const malformed = (detail: string) => fails('malformed', what, detail);
    if (!Number.isSafeInteger(index) || index < 0 || index >= size)
      return malformed(`has a place that the tree does not have (${index})`);
    if (proof.length > MAX_PROOF) return malformed('has a proof of more hashes than a tree is high');
    const way: (Step | undefined)[] = [];
    let place = index;
    let last = size - 1;
    let height = 0;
    let hash = leaf;
    let used = 0;
    const up = () => {
      place = Math.floor(place / 2);
      last = Math.floor(last / 2);
      height += 1;
    };
    for (; used < proof.length; used++) {
      if (last === 0) return malformed('has a proof that is longer than the tree is high');
      const met = known[height];
      if (
        met?.place === place &&
        met.hash.equals(hash) &&
        isSameEnd(proof, knownProof, met.left, proof.length - used)
      ) {
        for (let above = height; above < known.length; above++) way[above] = known[above];
        break;
      }
      way[height] = { place, hash, left: proof.length - used };
      const sibling = fromBase64(proof[used] as string);
      if (sibling?.length !== HASH_SIZE) return malformed('has a proof of something else than hashes');
      if (place % 2 === 1 || place === last) {
        hash = nodeHash(sibling, hash);
        // A right edge stands alone for some levels: the sibling belongs to the level at which it has one.
        while (place % 2 === 0 && place !== 0) up();
      } else hash = nodeHash(hash, sibling);
      up();
    }
    if (used === proof.length) {
      if (last !== 0) return malformed('has a proof that is shorter than the tree is high');
      if (!hash.equals(expected))
        return fails('not_included', what, `is not what the log has at place ${index}`);
    }
    known = way;
    knownProof = proof;
    return proven(true);
  };
}

function isSameEnd(one: readonly string[], other: readonly string[], left: number, wanted: number): boolean {
  if (left !== wanted) return false;
  for (let n = 1; n <= left; n++) if (one[one.length - n] !== other[other.length - n]) return false;
  return true;
}
