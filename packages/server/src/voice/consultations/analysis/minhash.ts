/**
 * MinHash (Broder, "On the resemblance and containment of documents", 1997): the share of equal places in two
 * signatures estimates the Jaccard similarity of the two sets.
 */
export const PLACES = 128;
/** 32 bands of 4: two sets that share 80 % meet in one with all but certainty (1 − (1 − 0.8⁴)³²), at 30 % one in four do. */
export const BANDS = 32;
const ROWS = PLACES / BANDS;

/** Odd multipliers and addends, the same in every process, from a fixed linear congruence. */
const [MULTIPLIERS, ADDENDS] = (() => {
  let state = 0x9e3779b9;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
  const many = () => Uint32Array.from({ length: PLACES }, next);
  return [many().map((a) => a | 1), many()];
})();

export function signatureOf(shingles: ReadonlySet<number>): Uint32Array {
  const signature = new Uint32Array(PLACES).fill(0xffffffff);
  for (const shingle of shingles)
    for (let place = 0; place < PLACES; place++) {
      const mixed = Math.imul(shingle, MULTIPLIERS[place] ?? 1) + (ADDENDS[place] ?? 0);
      // The low bits of a product depend on few bits of the factors, so the high ones are folded in.
      const value = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 0;
      if (value < (signature[place] ?? 0)) signature[place] = value;
    }
  return signature;
}

/** The share of equal places, 0 to 1. */
export function resemblance(a: Uint32Array, b: Uint32Array): number {
  let same = 0;
  for (let place = 0; place < PLACES; place++) if (a[place] === b[place]) same++;
  return same / PLACES;
}

/** Two signatures that share one of these are worth comparing. */
export function bandsOf(signature: Uint32Array): readonly string[] {
  return Array.from({ length: BANDS }, (_, band) => {
    return `${band}:${signature.subarray(band * ROWS, (band + 1) * ROWS).join(',')}`;
  });
}
