import { isWordUnit } from './characters.ts';
import { isAccentedLatin, isCombiningMark, unaccent } from './diacritics.ts';
import { Cell, type Lattice, readSign } from './lattice.ts';
import { isLeadingEdge, isTrailingEdge, kindOfToken, leetReadings, TokenKind, WILDCARD } from './leet.ts';
import { type SpelledRegion, spelledRegions } from './spelled.ts';
import type { TextView } from './view.ts';

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
  /** Some sign is surely read as a letter. */
  leet: false,
  /** Some such sign has another reading for regular expressions. */
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
  building.leet = false;
  building.ambiguous = false;
  building.changed = false;
}

function finish(plain: TextView): Lattice | null {
  const { length, cells, from, to, flags, changed } = building;
  // Numbers alone are no disguise.
  if ((flags & ~(Cell.leet | Cell.digits)) === 0 && !changed && !building.leet) return null;
  const data = new Int32Array(length * 3);
  data.set(cells.subarray(0, length), 0);
  data.set(from.subarray(0, length), length);
  data.set(to.subarray(0, length), length * 2);
  return { length, data, plain, ambiguous: building.ambiguous || (flags & Cell.optional) !== 0 };
}

function push(unit: number, flags: number, at: number): void {
  const { cells, from, to, length } = building;
  const stretchable = (unit >= 0x61 && unit <= 0x7a) || (flags !== 0 && (flags & Cell.digits) === 0);
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

function pushSign(unit: number, doubt: number, at: number): void {
  if (unit === WILDCARD) {
    building.leet = true;
    push(unit, Cell.wildcard, at);
    return;
  }
  if (doubt === 0) {
    building.leet = true;
    if (readSign(unit, true) !== readSign(unit, false)) building.ambiguous = true;
  }
  push(unit, Cell.leet | doubt, at);
}

function pushUnaccented(unit: number, at: number): void {
  const letters = unaccent(unit);
  building.changed = true;
  for (let i = 0; i < letters.length; i++) {
    const letter = letters.charCodeAt(i);
    // `Ʒ` is read as 3, and 3 as e.
    if (leetReadings(letter) === undefined) push(letter, 0, at);
    else pushSign(letter, 0, at);
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
    else if (leetReadings(unit) !== undefined) pushSign(unit, 0, at);
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
  const kind = hasSigns(text, first, last) ? kindOfToken(text.slice(first, last)) : TokenKind.plain;
  const doubt = kind === TokenKind.mixed ? Cell.mixed : kind === TokenKind.digits ? Cell.digits : 0;
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x61 && unit <= 0x7a) push(unit, 0, at);
    else if (isCombiningMark(unit)) dropMark(at);
    else if (isAccentedLatin(unit)) pushUnaccented(unit, at);
    else if (kind !== TokenKind.plain && at >= first && at < last && isSign(unit)) pushSign(unit, doubt, at);
    else push(unit, 0, at);
  }
}

function isSign(unit: number): boolean {
  return unit === WILDCARD || leetReadings(unit) !== undefined;
}

function hasSigns(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if ((unit < 0x61 || unit > 0x7a) && isSign(unit)) return true;
  }
  return false;
}

/** A mark belongs to the letter before it. */
function dropMark(at: number): void {
  building.changed = true;
  const last = building.length - 1;
  if (last >= 0 && building.to[last] === at) building.to[last] = at + 1;
}
