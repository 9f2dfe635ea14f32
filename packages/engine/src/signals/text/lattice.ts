import { isWordUnit } from './characters.ts';
import { isAccentedLatin, isCombiningMark, unaccent } from './diacritics.ts';
import { isLeadingEdge, isQuantity, isTrailingEdge, leetReadings, WILDCARD } from './leet.ts';
import { type SpelledRegion, spelledRegions } from './spelled.ts';
import { originalSpan, type Range, type TextView } from './view.ts';

/** What one cell of a lattice may also be, above the 16 bits of its likeliest unit. */
export const Cell = {
  /** Any of `leetReadings`. */
  leet: 0x1_0000,
  /** May be absent: the second letter of a stretched run, which may stand for one or two. */
  optional: 0x2_0000,
  /** A word may end after it: a letter spelled apart where word gaps are no wider. */
  mayBreak: 0x4_0000,
  /** Any one letter. */
  wildcard: 0x8_0000,
} as const;

/**
 * A text with its disguises as alternatives, cell by cell, so that a phrase can be looked for in every reading at once
 * instead of in a guess.
 */
export interface Lattice {
  readonly length: number;
  /** `length` cells, then for each the place in the plain text where it begins, then where it ends. */
  readonly data: Int32Array;
  readonly plain: TextView;
  /** Whether its two readings (see `readLattice`) differ. */
  readonly ambiguous: boolean;
}

/** The original stretch behind the cells `[from, to)`. */
export function cellSpan(lattice: Lattice, from: number, to: number): Range {
  const { data, length, plain } = lattice;
  return originalSpan(plain, data[length + from]!, data[2 * length + to - 1]!);
}

/** The lattice being built, in scratch arrays that are used again for the next text. */
const building = {
  length: 0,
  cells: new Int32Array(512),
  from: new Int32Array(512),
  to: new Int32Array(512),
  /** Equal letters in a row so far. */
  run: 0,
  /** All flags that occur. */
  flags: 0,
  /** Some sign has another reading for regular expressions. */
  ambiguous: false,
  /** Some character was replaced or left out. */
  changed: false,
};

/** Builds the lattice of a text from its plain view, or tells that it would say nothing new. At most two cells a character: linear. */
export function buildLattice(original: string, view: TextView): Lattice | null {
  const { text } = view;
  start(text.length * 2);
  const regions = spelledRegions(original, view);
  let region = 0;
  let at = 0;
  while (at < text.length) {
    const next = regions[region];
    if (next !== undefined && at === next.letters[0]) {
      addSpelled(text, next);
      at = next.letters.at(-1)! + 1;
      region++;
      continue;
    }
    const unit = text.charCodeAt(at);
    if (!canStandInWord(unit)) {
      push(unit, 0, at);
      at++;
      continue;
    }
    let end = at + 1;
    const limit = next === undefined ? text.length : next.letters[0]!;
    while (end < limit && canStandInWord(text.charCodeAt(end))) end++;
    addCore(text, at, end);
    at = end;
  }
  return finish(view);
}

function start(capacity: number): void {
  if (building.cells.length < capacity) {
    building.cells = new Int32Array(capacity * 2);
    building.from = new Int32Array(capacity * 2);
    building.to = new Int32Array(capacity * 2);
  }
  building.length = 0;
  building.run = 0;
  building.flags = 0;
  building.ambiguous = false;
  building.changed = false;
}

function finish(plain: TextView): Lattice | null {
  const { length, cells, from, to, flags, changed } = building;
  if (flags === 0 && !changed) return null;
  const data = new Int32Array(length * 3);
  data.set(cells.subarray(0, length), 0);
  data.set(from.subarray(0, length), length);
  data.set(to.subarray(0, length), length * 2);
  return { length, data, plain, ambiguous: building.ambiguous || (flags & Cell.optional) !== 0 };
}

function push(unit: number, flags: number, at: number): void {
  const { cells, from, to, length } = building;
  const stretchable = (unit >= 0x61 && unit <= 0x7a) || flags !== 0;
  if (stretchable && building.run > 0 && (cells[length - 1]! & 0xffff) === unit) {
    if (++building.run > 2) {
      cells[length - 1]! |= Cell.optional;
      building.flags |= Cell.optional;
      to[length - 1] = at + 1;
      return;
    }
  } else building.run = stretchable ? 1 : 0;
  cells[length] = unit | flags;
  from[length] = at;
  to[length] = at + 1;
  building.length = length + 1;
  building.flags |= flags;
}

function pushSign(unit: number, at: number): void {
  if (unit === WILDCARD) {
    push(unit, Cell.wildcard, at);
    return;
  }
  if (readSign(unit, true) !== readSign(unit, false)) building.ambiguous = true;
  push(unit, Cell.leet, at);
}

function pushUnaccented(unit: number, at: number): void {
  const letters = unaccent(unit);
  building.changed = true;
  for (let i = 0; i < letters.length; i++) {
    const letter = letters.charCodeAt(i);
    // `Ʒ` is read as 3, and 3 as e.
    if (leetReadings(letter) === undefined) push(letter, 0, at);
    else pushSign(letter, at);
  }
}

function addSpelled(text: string, region: SpelledRegion): void {
  const { letters, gaps } = region;
  building.changed = true;
  for (let i = 0; i < letters.length; i++) {
    const at = letters[i]!;
    const unit = text.charCodeAt(at);
    // What is spelled apart is not stretched: two equal letters are two.
    building.run = 0;
    if (isAccentedLatin(unit)) pushUnaccented(unit, at);
    else if (leetReadings(unit) !== undefined) pushSign(unit, at);
    else push(unit, 0, at);
    if (gaps === null) {
      if (i < letters.length - 1) {
        building.cells[building.length - 1]! |= Cell.mayBreak;
        building.flags |= Cell.mayBreak;
      }
    } else if (gaps[i] === true) push(0x20, 0, at + 1);
  }
  building.run = 0;
}

function canStandInWord(unit: number): boolean {
  if (unit < 0x80)
    return (unit >= 0x61 && unit <= 0x7a) || unit === WILDCARD || leetReadings(unit) !== undefined;
  return isWordUnit(unit) || leetReadings(unit) !== undefined;
}

/** Letters, digits and letter-like signs in a row. */
function addCore(text: string, from: number, to: number): void {
  let first = from;
  let last = to;
  while (first < last && isLeadingEdge(text.charCodeAt(first))) first++;
  while (last > first && isTrailingEdge(text.charCodeAt(last - 1))) last--;
  let letters = 0;
  let signs = 0;
  for (let at = first; at < last; at++) {
    const unit = text.charCodeAt(at);
    if (unit === WILDCARD || leetReadings(unit) !== undefined) signs++;
    else letters++;
  }
  const leet = letters > 0 && signs > 0 && !isQuantity(text.slice(first, last));
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x61 && unit <= 0x7a) push(unit, 0, at);
    else if (isCombiningMark(unit)) dropMark(at);
    else if (isAccentedLatin(unit)) pushUnaccented(unit, at);
    else if (leet && at >= first && at < last && (unit === WILDCARD || leetReadings(unit) !== undefined))
      pushSign(unit, at);
    else push(unit, 0, at);
  }
}

/** A mark belongs to the letter before it. */
function dropMark(at: number): void {
  building.changed = true;
  const last = building.length - 1;
  if (last >= 0 && building.to[last] === at) building.to[last] = at + 1;
}

/** The unit that a sign is read as; `wide` takes its second reading, if that is a letter. */
export function readSign(unit: number, wide: boolean): number {
  const readings = leetReadings(unit)!;
  const second = readings[1];
  return wide && second !== undefined && second > 0x39 ? second : readings[0]!;
}
