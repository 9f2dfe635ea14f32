import { isWordUnit } from './characters.ts';
import { isAccentedLatin, isCombiningMark } from './diacritics.ts';
import { isLeadingEdge, leetReadings, WILDCARD } from './leet.ts';

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

const ASCII = Uint8Array.from({ length: 0x80 }, (_, unit) => kindOf(unit));

function kindOf(unit: number): number {
  if (unit >= 0x61 && unit <= 0x7a) return LETTER;
  if (unit >= 0x30 && unit <= 0x39) return DIGIT;
  if (unit === 0x27) return APOSTROPHE;
  if (unit === WILDCARD || leetReadings(unit) !== undefined) return isLeadingEdge(unit) ? INNER : SIGN;
  if (isAccentedLatin(unit) || isCombiningMark(unit)) return ACCENTED;
  return isWordUnit(unit) ? FOREIGN : OTHER;
}

/**
 * Whether plain text shows any trace of a disguise: letters mixed with digits or signs, three equal letters in a row,
 * three single letters apart, accents. A comparison or two per character; most messages stop here.
 */
export function looksDisguised(text: string): boolean {
  let before = OTHER;
  let beforeSigns = OTHER;
  let last = 0;
  let run = 0;
  let wordLength = 0;
  let singles = 0;
  let apostrophes = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const kind = unit < 0x80 ? ASCII[unit]! : kindOf(unit);
    if (kind === LETTER) {
      if (unit === last) {
        if (++run === 3) return true;
      } else run = 1;
      if (before !== LETTER) {
        if (before === DIGIT || before === SIGN) return true;
        if (before === INNER && beforeSigns === LETTER) return true;
      }
      wordLength++;
    } else if (kind === OTHER) {
      if (wordLength === 1) {
        if (++singles === 3) return true;
      } else if (wordLength > 1) singles = 0;
      wordLength = 0;
      apostrophes = 0;
    } else if (kind === APOSTROPHE) {
      // One belongs to the word (`i'm`), more stand between letters spelled apart.
      if (wordLength > 0 && ++apostrophes === 2) return true;
    } else if (kind === FOREIGN) {
      wordLength = 2;
    } else if (kind === ACCENTED) {
      return true;
    } else {
      if (before === LETTER && kind !== INNER) return true;
      if (before === SIGN && kind === SIGN && unit !== last) return true;
      if (before === INNER && kind !== INNER && beforeSigns === LETTER) return true;
      if (kind === INNER) {
        if (before !== INNER) beforeSigns = before;
        // Between single letters it may be a separator: `k*i*l*l`.
        if (wordLength === 1 && ++singles === 3) return true;
        if (wordLength > 1) singles = 0;
        wordLength = 0;
      } else wordLength++;
    }
    before = kind;
    last = unit;
  }
  return wordLength === 1 && singles >= 2;
}
