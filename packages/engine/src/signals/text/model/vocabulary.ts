/** Words that the model knows, by hash, commonest first: a word's number is its rank. */
export interface ModelVocabulary {
  readonly size: number;
  /** Category of each word: 0 for most, else the kind of rude word it is (`WordKind`). */
  readonly kinds: Uint8Array;
  /** Slots of an open-addressed table: `number + 1`, 0 where empty. */
  readonly slots: Int32Array;
  readonly hashes: Int32Array;
  readonly mask: number;
}

/** What a word list says of a word, besides what the model learns. */
export const WordKind = {
  plain: 0,
  mild: 1,
  profane: 2,
  sexual: 3,
  slur: 4,
  insult: 5,
} as const;

const SEED = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

/** FNV-1a over UTF-16 units, one unit at a time. */
export function hashUnit(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, PRIME);
}

export function hashUnits(text: string, from = 0, to = text.length): number {
  let hash = SEED;
  for (let at = from; at < to; at++) hash = hashUnit(hash, text.charCodeAt(at));
  return hash;
}

export const HASH_SEED: number = SEED;

/** FNV's low bits are weak where words differ in their last letter alone. */
function slotOf(hash: number, mask: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) & mask;
}

/** @param hashes one per word, commonest first; a hash that comes again is passed over */
export function makeVocabulary(hashes: Int32Array, kinds: Uint8Array): ModelVocabulary {
  let capacity = 1024;
  while (capacity < hashes.length * 2) capacity *= 2;
  const slots = new Int32Array(capacity);
  const mask = capacity - 1;
  for (let number = 0; number < hashes.length; number++) {
    const hash = hashes[number]!;
    let slot = slotOf(hash, mask);
    while (slots[slot] !== 0 && hashes[slots[slot]! - 1] !== hash) slot = (slot + 1) & mask;
    if (slots[slot] === 0) slots[slot] = number + 1;
  }
  return { size: hashes.length, kinds, slots, hashes, mask };
}

/** The number of the word with this hash, or -1. */
export function findWord({ slots, hashes, mask }: ModelVocabulary, hash: number): number {
  let slot = slotOf(hash, mask);
  for (;;) {
    const number = slots[slot]!;
    if (number === 0) return -1;
    if (hashes[number - 1] === hash) return number - 1;
    slot = (slot + 1) & mask;
  }
}

export function findText(vocabulary: ModelVocabulary, word: string): number {
  return findWord(vocabulary, hashUnits(word));
}
