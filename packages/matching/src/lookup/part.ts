/** A hash that was found. */
export interface Match {
  /** As `add` gave it. */
  readonly id: number;
  /** In how many bits it differs from what was asked for. */
  readonly distance: number;
}

/** One part of an index: the sorted one, or one that grows. Finds stay in its memory until the next search. */
export interface Part {
  /** Rows, struck out or not. */
  readonly rows: number;
  /** Finds all within the radius; returns how many there are. */
  search(hash: Uint8Array, radius: number): number;
  /** What the last search found: pairs of id and distance. Gone with the next search. */
  found(count: number): Uint32Array;
  /** Strikes out a hash; false where it is not there or was struck out before. */
  remove(id: number): boolean;
  /** Hashes that count, with their ids, in any order. */
  each(visit: (id: number, hash: Uint8Array) => void): void;
  get(id: number): Uint8Array | null;
}

/** Whether a row counts, one bit each. */
export function isAlive(bits: Uint32Array, row: number): boolean {
  return (((bits[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;
}

/** @returns false where it did not count before */
export function strikeOut(bits: Uint32Array, row: number): boolean {
  if (!isAlive(bits, row)) return false;
  // Other threads read these words while they search.
  Atomics.and(bits, row >>> 5, ~(1 << (row & 31)));
  return true;
}
