import { CHAR_CLASS, CharClass, isAsciiDigit, isAsciiLetter } from './characters.ts';
import { isAccentedLatin, isCombiningMark, unaccent } from './diacritics.ts';
import { isQuantity, leetReadings, WILDCARD } from './leet.ts';
import { type SpelledRegion, spelledRegions } from './spelled.ts';
import type { TextView } from './view.ts';

/** What one cell of a lattice may also be. */
export const Cell = {
  /** Any of `leetReadings`. */
  leet: 1,
  /** May be absent: the second letter of a stretched run, which may stand for one or two. */
  optional: 2,
  /** A word may end after it: a letter spelled apart where word gaps are no wider. */
  mayBreak: 4,
  /** Any one letter. */
  wildcard: 8,
} as const;

/**
 * A text with its disguises as alternatives, cell by cell, so that a phrase can be looked for in every reading at once
 * instead of in a guess.
 */
export interface Lattice {
  readonly length: number;
  /** The likeliest unit. */
  readonly units: Uint16Array;
  readonly flags: Uint8Array;
  /** In the original. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

interface Building {
  length: number;
  readonly units: Uint16Array;
  readonly flags: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly view: TextView;
  /** Equal letters in a row so far. */
  run: number;
}

/** Builds the lattice of plain text. At most two cells for a character: linear. */
export function buildLattice(view: TextView): Lattice {
  const { text } = view;
  const capacity = text.length * 2;
  const lattice: Building = {
    length: 0,
    units: new Uint16Array(capacity),
    flags: new Uint8Array(capacity),
    starts: new Uint32Array(capacity),
    ends: new Uint32Array(capacity),
    view,
    run: 0,
  };
  const regions = spelledRegions(view);
  let region = 0;
  let at = 0;
  while (at < text.length) {
    const next = regions[region];
    if (next !== undefined && at === next.letters[0]) {
      addSpelled(lattice, next);
      at = next.letters.at(-1)! + 1;
      region++;
      continue;
    }
    if (text.charCodeAt(at) === 0x20) {
      push(lattice, 0x20, 0, at);
      at++;
      continue;
    }
    let end = at + 1;
    const limit = next === undefined ? text.length : next.letters[0]!;
    while (end < limit && text.charCodeAt(end) !== 0x20) end++;
    addToken(lattice, at, end);
    at = end;
  }
  return lattice;
}

function push(lattice: Building, unit: number, flags: number, at: number): void {
  const { map } = lattice.view;
  const start = map === null ? at : map.starts[at]!;
  const end = map === null ? at + 1 : map.ends[at]!;
  const last = lattice.length - 1;
  const stretchable = isAsciiLetter(unit) || flags !== 0;
  if (stretchable && last >= 0 && lattice.units[last] === unit && lattice.run > 0) {
    lattice.run++;
    if (lattice.run > 2) {
      lattice.flags[last]! |= Cell.optional;
      lattice.ends[last] = end;
      return;
    }
  } else lattice.run = stretchable ? 1 : 0;
  const cell = lattice.length++;
  lattice.units[cell] = unit;
  lattice.flags[cell] = flags;
  lattice.starts[cell] = start;
  lattice.ends[cell] = end;
}

function addSpelled(lattice: Building, region: SpelledRegion): void {
  const { text } = lattice.view;
  const { letters, gaps } = region;
  for (let i = 0; i < letters.length; i++) {
    const at = letters[i]!;
    const unit = text.charCodeAt(at);
    const flags = leetReadings(unit) === undefined ? 0 : Cell.leet;
    lattice.run = 0;
    if (isAccentedLatin(unit)) push(lattice, unaccent(unit).charCodeAt(0), 0, at);
    else push(lattice, flags === 0 ? unit : leetReadings(unit)![0]!, flags, at);
    lattice.run = 0;
    const cell = lattice.length - 1;
    if (flags !== 0) lattice.units[cell] = unit;
    if (gaps === null) {
      if (i < letters.length - 1) lattice.flags[cell]! |= Cell.mayBreak;
    } else if (gaps[i] === true) push(lattice, 0x20, 0, at + 1);
  }
}

/** A run of characters other than spaces. */
function addToken(lattice: Building, from: number, to: number): void {
  const { text } = lattice.view;
  let at = from;
  while (at < to) {
    if (!canStandInWord(text.charCodeAt(at))) {
      push(lattice, text.charCodeAt(at), 0, at);
      at++;
      continue;
    }
    let end = at + 1;
    while (end < to && canStandInWord(text.charCodeAt(end))) end++;
    addCore(lattice, at, end);
    at = end;
  }
}

function canStandInWord(unit: number): boolean {
  if (unit < 0x80) return isAsciiLetter(unit) || unit === WILDCARD || leetReadings(unit) !== undefined;
  return CHAR_CLASS[unit] === CharClass.word;
}

/** Letters, digits and letter-like signs in a row. */
function addCore(lattice: Building, from: number, to: number): void {
  const { text } = lattice.view;
  let first = from;
  let last = to;
  while (first < last && isEdge(text.charCodeAt(first))) first++;
  while (last > first && isTrailingEdge(text.charCodeAt(last - 1))) last--;
  let letters = 0;
  let signs = 0;
  for (let at = first; at < last; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80 && !isAsciiLetter(unit)) signs++;
    else letters++;
  }
  const leet = letters > 0 && signs > 0 && !isQuantity(text.slice(first, last));
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    const inside = leet && at >= first && at < last;
    if (isCombiningMark(unit)) continue;
    if (isAccentedLatin(unit)) {
      const letters = unaccent(unit);
      for (let i = 0; i < letters.length; i++) push(lattice, letters.charCodeAt(i), 0, at);
    } else if (inside && unit === WILDCARD) push(lattice, unit, Cell.wildcard, at);
    else if (inside && leetReadings(unit) !== undefined) push(lattice, unit, Cell.leet, at);
    else push(lattice, unit, 0, at);
  }
}

/** Signs that mean themselves at the edges of a word: `!`, `*`, `+`, `|`; at its end also `@`. */
function isEdge(unit: number): boolean {
  return unit === 0x21 || unit === WILDCARD || unit === 0x2b || unit === 0x7c;
}

function isTrailingEdge(unit: number): boolean {
  return isEdge(unit) || unit === 0x40;
}

/** One string out of a lattice, for regular expressions: `wide` takes the other readings and the longer stretches. */
export function readLattice(lattice: Lattice, wide: boolean): TextView {
  const units = new Uint16Array(lattice.length);
  const starts = new Uint32Array(lattice.length);
  const ends = new Uint32Array(lattice.length);
  let length = 0;
  for (let cell = 0; cell < lattice.length; cell++) {
    const flags = lattice.flags[cell]!;
    if (!wide && (flags & Cell.optional) !== 0) {
      if (length > 0) ends[length - 1] = lattice.ends[cell]!;
      continue;
    }
    const unit = lattice.units[cell]!;
    units[length] = (flags & Cell.leet) === 0 ? unit : readSign(unit, wide);
    starts[length] = lattice.starts[cell]!;
    ends[length] = lattice.ends[cell]!;
    length++;
  }
  let text = '';
  for (let at = 0; at < length; at += 4096) {
    text += String.fromCharCode(...units.subarray(at, Math.min(length, at + 4096)));
  }
  return { text, map: { starts: starts.subarray(0, length), ends: ends.subarray(0, length) } };
}

function readSign(unit: number, wide: boolean): number {
  const readings = leetReadings(unit)!;
  const second = readings[1];
  return wide && second !== undefined && !isAsciiDigit(second) ? second : readings[0]!;
}

/** Whether `readLattice` would tell two different strings. */
export function isAmbiguous(lattice: Lattice): boolean {
  for (let cell = 0; cell < lattice.length; cell++) {
    const flags = lattice.flags[cell]!;
    if ((flags & Cell.optional) !== 0) return true;
    if (
      (flags & Cell.leet) !== 0 &&
      readSign(lattice.units[cell]!, true) !== readSign(lattice.units[cell]!, false)
    )
      return true;
  }
  return false;
}

/** Whether any cell may be read in more than one way. */
export function hasAlternatives(lattice: Lattice): boolean {
  return lattice.flags.subarray(0, lattice.length).some((flags) => flags !== 0);
}
