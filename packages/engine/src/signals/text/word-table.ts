import { hashWord } from './tokens.ts';

/** Numbered words by their hash, open-addressed: one look for most words of a text, however many words are known. */
export interface WordTable {
  length: number;
  mask: number;
  /** Per slot: hash and number; a number of 0 means empty. */
  slots: Int32Array;
  /** Number → word. */
  readonly spellings: string[];
}

export function wordTable(): WordTable {
  return { length: 0, mask: 63, slots: new Int32Array(64 * 2), spellings: [] };
}

/** Adds a word that is not in the table yet. Its number is not 0. */
export function addWord(table: WordTable, word: string, number: number): void {
  table.spellings[number] = word;
  if (++table.length * 2 > table.mask) widen(table);
  place(table, hashWord(word), number);
}

function widen(table: WordTable): void {
  const { slots } = table;
  table.mask = table.mask * 2 + 1;
  table.slots = new Int32Array((table.mask + 1) * 2);
  for (let at = 0; at < slots.length; at += 2) {
    if (slots[at + 1] !== 0) place(table, slots[at]!, slots[at + 1]!);
  }
}

function place({ slots, mask }: WordTable, hash: number, number: number): void {
  let slot = mix(hash) & mask;
  while (slots[slot * 2 + 1] !== 0) slot = (slot + 1) & mask;
  slots[slot * 2] = hash;
  slots[slot * 2 + 1] = number;
}

/** The number of the word at `[start, end)` of a text, apostrophes not counted; 0 where it is not known. */
export function findWord(
  { slots, mask, spellings }: WordTable,
  hash: number,
  text: string,
  start: number,
  end: number,
): number {
  for (let slot = mix(hash) & mask; ; slot = (slot + 1) & mask) {
    const number = slots[slot * 2 + 1]!;
    if (number === 0) return 0;
    if (slots[slot * 2] === hash && isSpelled(spellings[number]!, text, start, end)) return number;
  }
}

function isSpelled(word: string, text: string, start: number, end: number): boolean {
  let at = 0;
  for (let place = start; place < end; place++) {
    const unit = text.charCodeAt(place);
    if (unit === word.charCodeAt(at)) at++;
    else if (unit !== 0x27 && unit !== 0x60) return false;
  }
  return at === word.length;
}

/** The low bits of FNV alone are weak. */
function mix(hash: number): number {
  return hash ^ (hash >>> 15);
}
