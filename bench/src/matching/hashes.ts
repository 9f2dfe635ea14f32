import { createRandom } from '@safeward/simulator';

/** How hashes lie: by chance, or in clusters of near-duplicates by the thousand, as banks of real images have them. */
export const KINDS = ['uniform', 'clustered'] as const;
export type Kind = (typeof KINDS)[number];

const BYTES = 32;
const BITS = 256;
/** Rows of a cluster, and in how many bits a row of one differs from its middle at most. */
const CLUSTER = 2_000;
const SPREAD = 8;
/** In how many bits a question differs at most from the row that it was made of: some are near, some too far. */
const MOST_APART = 44;

export interface Hashes {
  readonly base: Uint8Array;
  readonly queries: Uint8Array;
}

/**
 * Hashes to look in, and hashes to look for: each a row with some bits turned; of the uniform ones every second is by
 * chance altogether, as most of what is uploaded is near nothing.
 */
export function makeHashes(kind: Kind, rows: number, queries: number, seed: number): Hashes {
  const { next, below } = createRandom(seed);
  const words = (count: number): Uint8Array => {
    const made = new Uint32Array(count * (BYTES / 4));
    for (let at = 0; at < made.length; at++) made[at] = next() * 0x1_0000_0000;
    return new Uint8Array(made.buffer);
  };
  const turn = (hash: Uint8Array, most: number): void => {
    for (let left = below(most + 1); left > 0; left--) {
      const bit = below(BITS);
      hash[bit >> 3] = (hash[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    }
  };
  const one = (all: Uint8Array, row: number): Uint8Array => all.subarray(row * BYTES, (row + 1) * BYTES);

  const base = kind === 'uniform' ? words(rows) : new Uint8Array(rows * BYTES);
  if (kind === 'clustered') {
    const middles = words(Math.max(1, Math.round(rows / CLUSTER)));
    for (let row = 0; row < rows; row++) {
      const hash = one(base, row);
      hash.set(one(middles, below(middles.length / BYTES)));
      turn(hash, SPREAD);
    }
  }
  const asked = words(queries);
  for (let row = 0; row < queries; row++) {
    if (kind === 'uniform' && row % 2 === 1) continue;
    const hash = one(asked, row);
    hash.set(one(base, below(rows)));
    turn(hash, MOST_APART);
  }
  return { base, queries: asked };
}
