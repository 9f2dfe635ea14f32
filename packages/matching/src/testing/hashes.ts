import { HASH_BITS, HASH_BYTES, hammingDistance } from '../hash/hash.ts';
import type { Match } from '../lookup/part.ts';

/** Chance that can be repeated: the same seed, the same numbers from 0 up to a limit (exclusive), on every machine. */
export function createChance(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000) * limit);
  };
}

export function randomHash(below: (limit: number) => number): Uint8Array {
  return Uint8Array.from({ length: HASH_BYTES }, () => below(256));
}

/** A copy that differs in at most so many bits, some of them perhaps turned twice. */
export function nearby(hash: Uint8Array, flips: number, below: (limit: number) => number): Uint8Array {
  const copy = hash.slice();
  for (let n = 0; n < flips; n++) {
    const bit = below(HASH_BITS);
    copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  }
  return copy;
}

/** Hashes by chance, a share of them in clusters of near ones. */
export function someHashes(count: number, clustered: boolean, seed: number): readonly Uint8Array[] {
  const below = createChance(seed);
  const centres = Array.from({ length: clustered ? Math.max(1, Math.floor(count / 300)) : 0 }, () =>
    randomHash(below),
  );
  return Array.from({ length: count }, () => {
    const centre = centres[below(centres.length)];
    return centre === undefined ? randomHash(below) : nearby(centre, below(24), below);
  });
}

/** What every index has to find: by looking at all. */
export function byLookingAtAll(
  hashes: ReadonlyMap<number, Uint8Array>,
  asked: Uint8Array,
  radius: number,
): readonly Match[] {
  return [...hashes]
    .map(([id, hash]) => ({ id, distance: hammingDistance(hash, asked) }))
    .filter(({ distance }) => distance <= radius)
    .toSorted((a, b) => a.distance - b.distance || a.id - b.id);
}
