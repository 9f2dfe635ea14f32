import { hashWord } from './tokens.ts';
import { unitsOf } from './units.ts';

/** Numbered words by their hash, open-addressed: one look for most words of a text, however many words are known. */
export interface WordTable {
  length: number;
  mask: number;
  /** Per slot: hash, number, and where in `units` the word is spelled; a number of 0 means empty. */
  slots: Int32Array;
  /** All words, one after the other, each with a 0 behind it. */
  units: Uint16Array;
  used: number;
}

export function wordTable(): WordTable {
  return { length: 0, mask: 63, slots: new Int32Array(64 * 3), units: new Uint16Array(256), used: 0 };
}

/** Adds a word that is not in the table yet. Its number is not 0. */
export function addWord(table: WordTable, word: string, number: number): void {
  if (++table.length * 2 > table.mask) widen(table);
  place(table, hashWord(word), number, spell(table, word));
}

/** Writes a word down; returns where. */
function spell(table: WordTable, word: string): number {
  const start = table.used;
  while (start + word.length >= table.units.length) {
    const longer = new Uint16Array(table.units.length * 2);
    longer.set(table.units);
    table.units = longer;
  }
  for (let at = 0; at < word.length; at++) table.units[start + at] = word.charCodeAt(at);
  table.used = start + word.length + 1;
  return start;
}

function widen(table: WordTable): void {
  const { slots } = table;
  table.mask = table.mask * 2 + 1;
  table.slots = new Int32Array((table.mask + 1) * 3);
  for (let at = 0; at < slots.length; at += 3) {
    if (slots[at + 1] !== 0) place(table, slots[at]!, slots[at + 1]!, slots[at + 2]!);
  }
}

function place({ slots, mask }: WordTable, hash: number, number: number, spelled: number): void {
  let slot = mix(hash) & mask;
  while (slots[slot * 3 + 1] !== 0) slot = (slot + 1) & mask;
  slots[slot * 3] = hash;
  slots[slot * 3 + 1] = number;
  slots[slot * 3 + 2] = spelled;
}

/** The number of the word at `[start, end)` of a text, apostrophes not counted; 0 where it is not known. */
export function findWord(
  { slots, mask, units }: WordTable,
  hash: number,
  text: string,
  start: number,
  end: number,
): number {
  const written = unitsOf(text);
  for (let slot = mix(hash) & mask; ; slot = (slot + 1) & mask) {
    const number = slots[slot * 3 + 1]!;
    if (number === 0) return 0;
    if (slots[slot * 3] === hash && isSpelled(units, slots[slot * 3 + 2]!, written, start, end))
      return number;
  }
}

function isSpelled(
  units: Uint16Array,
  spelled: number,
  written: Uint16Array,
  start: number,
  end: number,
): boolean {
  let at = spelled;
  for (let place = start; place < end; place++) {
    const unit = written[place]!;
    if (unit === units[at]) at++;
    else if (unit !== 0x27 && unit !== 0x60) return false;
  }
  return units[at] === 0;
}

/** The low bits of FNV alone are weak. */
function mix(hash: number): number {
  return hash ^ (hash >>> 15);
}
