import type { ModelWords } from './reader.ts';
import { type ModelVocabulary, WordKind } from './vocabulary.ts';

/** What is seen of a text as a whole. */
export const WHOLE = 4;

/**
 * Length in words (as a logarithm), share of capitals, whether most letters are capitals, share of numbers.
 *
 * @param into of `WHOLE` places
 */
export function wholeOf(original: string, words: ModelWords, into: Float32Array): Float32Array {
  let upper = 0;
  let lower = 0;
  for (let at = 0; at < original.length; at++) {
    const unit = original.charCodeAt(at);
    if (unit >= 0x61 && unit <= 0x7a) lower++;
    else if (unit >= 0x41 && unit <= 0x5a) upper++;
  }
  const letters = upper + lower;
  into[0] = Math.log1p(words.length) / 4;
  into[1] = letters > 5 ? upper / letters : 0;
  into[2] = letters > 5 && upper > lower ? 1 : 0;
  into[3] = Math.min(1, (4 * words.figures) / Math.max(1, words.length));
  return into;
}

/** Words of a text that are read for features. */
const WORDS_MAX = 2000;
/** Shorter words have no letter groups of their own. */
const GROUPED_MIN = 4;
const LETTERS = /^[a-z]+$/;

/** The hashed features that a word has by itself: the word, and its letter groups. */
export function wordFeatures(hash: number, groups: Int32Array, mask: number): Int32Array {
  const features = new Int32Array(groups.length + 1);
  features[0] = mix(hash, mask);
  for (let at = 0; at < groups.length; at++)
    features[at + 1] = mix(Math.imul(groups[at]!, 0x9e3779b1 | 0) + 77, mask);
  return features;
}

/** Whether a known word's letter groups are features too. */
export function isGrouped(word: string): boolean {
  return word.length >= GROUPED_MIN && LETTERS.test(word);
}

/** What stands in the hashed features for a word that is not known. */
export function strangerHash(groups: Int32Array): number {
  let hash = 1;
  for (const group of groups) hash = Math.imul(hash, 31) + group;
  return hash;
}

/** Hashed features that rest on several words, each with the last of them. */
export interface Features {
  length: number;
  buckets: Int32Array;
  /** Place of the word, or -1 for what is of the whole text. */
  owners: Int32Array;
}

export function makeFeatures(): Features {
  return { length: 0, buckets: new Int32Array(1024), owners: new Int32Array(1024) };
}

function mix(hash: number, mask: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  const twice = Math.imul(once ^ (once >>> 16), 0x45d9f3b);
  return (twice ^ (twice >>> 16)) & mask;
}

/** Reads pairs of words, also with one between, and rude kinds with their neighbours. */
export function readPairs(
  features: Features,
  { hashes, kinds }: ModelVocabulary,
  words: ModelWords,
  whole: Float32Array,
  mask: number,
): void {
  features.length = 0;
  const length = Math.min(words.length, WORDS_MAX);
  if (features.buckets.length < length * 7 + 8) {
    features.buckets = new Int32Array(length * 14 + 8);
    features.owners = new Int32Array(length * 14 + 8);
  }
  const add = (hash: number, owner: number): void => {
    features.buckets[features.length] = mix(hash, mask);
    features.owners[features.length++] = owner;
  };
  let before = 0;
  let beforeThat = 0;
  let kindBefore = 0;
  for (let at = 0; at < length; at++) {
    const number = words.numbers[at]!;
    const id = number >= 0 ? hashes[number]! : strangerHash(words.groups[-1 - number]!);
    const kind = number >= 0 ? kinds[number]! : WordKind.plain;
    if (at > 0) add(Math.imul(before, 0x27d4eb2f) + id, at);
    if (at > 1) add(Math.imul(beforeThat, 0x165667b1) + id + 13, at);
    if (kind !== WordKind.plain) {
      add(100_000_007 + kind, at);
      if (at > 0) add(Math.imul(before, 0x7feb352d) + kind, at);
      if (at > 1) add(Math.imul(beforeThat, 0x5bd1e995) + kind + 99, at);
    }
    if (kindBefore !== WordKind.plain) add(Math.imul(id, 0x1b873593) + kindBefore + 991, at);
    beforeThat = before;
    before = id;
    kindBefore = kind;
  }
  add(500_000_009 + Math.round(whole[1]! * 5), -1);
  add(600_000_001 + Math.round(whole[0]! * 8), -1);
  add(700_000_003 + Math.round(whole[3]! * 6), -1);
}
