import { isWordUnit } from './characters.ts';
import { isAccentedLatin, isCombiningMark } from './diacritics.ts';
import { isLeadingEdge, leetReadings, WILDCARD } from './leet.ts';
import { unitsOf } from './units.ts';

const OTHER = 0;
const LETTER = 1;
const DIGIT = 2;
/** `$ @ €`: stand for a letter also at the edge of a word. */
const SIGN = 3;
/** `! | + *`: stand for a letter only between letters. */
const INNER = 4;
const APOSTROPHE = 5;
/** Letter of another alphabet. */
const FOREIGN = 6;
const ACCENTED = 7;

const AT = 0x40;
const DOLLAR = 0x24;

const ASCII = Uint8Array.from({ length: 0x80 }, (_, unit) => kindOf(unit));

function kindOf(unit: number): number {
  if (unit >= 0x61 && unit <= 0x7a) return LETTER;
  if (unit >= 0x30 && unit <= 0x39) return DIGIT;
  if (unit === 0x27) return APOSTROPHE;
  if (unit === WILDCARD || leetReadings(unit) !== undefined) return isLeadingEdge(unit) ? INNER : SIGN;
  if (isAccentedLatin(unit) || isCombiningMark(unit)) return ACCENTED;
  return isWordUnit(unit) ? FOREIGN : OTHER;
}

/** What a run of letters, digits and signs has held so far, as a bit set. */
const Seen = { letter: 1, digit: 2, sign: 4, foreign: 8 } as const;

/**
 * Whether plain text shows any trace of a disguise: letters mixed with digits or signs, three equal letters in a row,
 * three single letters apart, accents. A comparison or two per character; most messages stop here.
 */
export function looksDisguised(text: string): boolean {
  let seen = 0;
  let inner = false;
  let lastSign = 0;
  let last = 0;
  let run = 0;
  let wordLength = 0;
  let singles = 0;
  let apostrophes = 0;
  let afterApostrophe = 0;
  const { length } = text;
  const units = unitsOf(text);
  for (let at = 0; at < length; at++) {
    const unit = units[at]!;
    const kind = unit < 0x80 ? ASCII[unit]! : kindOf(unit);
    if (kind === LETTER) {
      if (unit === last) {
        if (++run === 3) return true;
      } else run = 1;
      if (seen !== Seen.letter || inner) {
        if ((seen & (Seen.digit | Seen.sign)) !== 0 || (inner && seen !== 0)) return true;
        seen |= Seen.letter;
      }
      wordLength++;
      last = unit;
      continue;
    }
    if (kind === OTHER) {
      seen = 0;
      inner = false;
    } else if (kind === APOSTROPHE) {
      // One belongs to the word (`i'm`), and two are a quotation mark; between single letters they are separators.
      if (apostrophes > 0 && at - afterApostrophe === 1) return true;
      apostrophes++;
      afterApostrophe = at + 1;
      seen = 0;
      inner = false;
    } else if (kind === DIGIT || kind === SIGN) {
      if ((seen & Seen.letter) !== 0) return true;
      if (kind === SIGN) {
        if ((seen & Seen.sign) !== 0 && unit !== lastSign) return true;
        lastSign = unit;
        seen |= Seen.sign;
      } else seen |= Seen.digit;
    } else if (kind === INNER) {
      inner = seen !== 0;
    } else if (kind === FOREIGN) {
      if (inner && (seen & Seen.letter) !== 0) return true;
      seen |= Seen.foreign;
      wordLength = 2;
    } else return true;
    if (kind === DIGIT || unit === AT || unit === DOLLAR) wordLength++;
    else if (kind === OTHER || kind === SIGN || kind === INNER || (unit === last && kind === APOSTROPHE)) {
      if (wordLength === 1) {
        if (++singles === 3) return true;
      } else if (wordLength > 1) singles = 0;
      wordLength = 0;
      apostrophes = 0;
      afterApostrophe = at + 1;
    }
    last = unit;
  }
  return wordLength === 1 && singles >= 2;
}
