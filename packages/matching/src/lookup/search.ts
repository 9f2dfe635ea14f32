import { HASH_BITS, requireHash } from '../hash/hash.ts';
import type { Match, Part } from './part.ts';

/** Asks an index, from the thread that owns it or from another. */
export interface Searcher {
  /**
   * Every hash within the radius, nearest first, then by id. None is ever missed.
   *
   * @param hash 32 bytes
   * @param radius bits that may differ, 0 to 256; 31 is what PDQ's authors recommend
   */
  within(hash: Uint8Array, radius?: number): readonly Match[];
  /** How many hashes are within the radius. */
  count(hash: Uint8Array, radius?: number): number;
  /**
   * The nearest hashes, nearest first, then by id: exactly those that looking at all would give.
   *
   * @param k how many, at least 1; fewer come where there are not so many
   * @param most the largest distance
   */
  nearest(hash: Uint8Array, k: number, most?: number): readonly Match[];
}

export const DEFAULT_RADIUS = 31;
const STEP = 8;

/** @param parts asked for with each search, for an index gets new ones */
export function createSearcher(parts: () => readonly Part[]): Searcher {
  const within = (hash: Uint8Array, radius = DEFAULT_RADIUS): readonly Match[] => {
    requireQuestion(hash, radius);
    const matches: Match[] = [];
    for (const part of parts()) {
      const found = part.found(part.search(hash, radius));
      for (let at = 0; at < found.length; at += 2)
        matches.push({ id: found[at] ?? 0, distance: found[at + 1] ?? 0 });
    }
    return matches.sort(nearestFirst);
  };
  return {
    within,
    count(hash, radius = DEFAULT_RADIUS) {
      requireQuestion(hash, radius);
      return parts().reduce((sum, part) => sum + part.search(hash, radius), 0);
    },
    nearest(hash, k, most = HASH_BITS) {
      if (!Number.isInteger(k) || k < 1) throw new RangeError(`k is a whole number from 1, not ${k}`);
      requireQuestion(hash, most);
      // Small circles cost little, and whoever looks for near ones mostly has some.
      for (let radius = STEP - 1; radius < most; radius += STEP) {
        const matches = within(hash, radius);
        if (matches.length >= k) return matches.slice(0, k);
        if (radius >= 8 * STEP - 1) break;
      }
      return within(hash, most).slice(0, k);
    },
  };
}

function nearestFirst(a: Match, b: Match): number {
  return a.distance - b.distance || a.id - b.id;
}

function requireQuestion(hash: Uint8Array, radius: number): void {
  requireHash(hash);
  if (!Number.isInteger(radius) || radius < 0 || radius > HASH_BITS)
    throw new RangeError(`a radius is a whole number from 0 to ${HASH_BITS}, not ${radius}`);
}
