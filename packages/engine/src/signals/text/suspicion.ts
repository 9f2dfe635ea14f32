import { isAccentedLatin, isCombiningMark } from './diacritics.ts';

const OTHER = 0;
const LETTER = 1;
const DIGIT = 2;
/** `$ @`: stand for a letter also at the edge of a word. */
const SIGN = 3;
/** `! | + *`: stand for a letter only between letters. */
const INNER = 4;

const KIND = new Uint8Array(0x80);
for (let unit = 0x61; unit <= 0x7a; unit++) KIND[unit] = LETTER;
for (let unit = 0x30; unit <= 0x39; unit++) KIND[unit] = DIGIT;
for (const sign of '$@') KIND[sign.charCodeAt(0)] = SIGN;
for (const sign of '!|+*') KIND[sign.charCodeAt(0)] = INNER;

/**
 * Whether plain text shows any trace of a disguise: letters mixed with digits or signs, three equal letters in a row,
 * three single letters apart, accents. One comparison or two per character; most messages stop here.
 */
export function looksDisguised(text: string): boolean {
  let before = OTHER;
  let beforeSigns = OTHER;
  let last = 0;
  let run = 0;
  let wordLength = 0;
  let singles = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x80) {
      if (isAccentedLatin(unit) || isCombiningMark(unit)) return true;
      before = OTHER;
      beforeSigns = OTHER;
      wordLength = 0;
      singles = 0;
      last = unit;
      run = 1;
      continue;
    }
    const kind = KIND[unit]!;
    if (kind === LETTER) {
      if (unit === last) {
        if (++run === 3) return true;
      } else run = 1;
      if (before === DIGIT || before === SIGN) return true;
      if (before === INNER && beforeSigns === LETTER) return true;
      wordLength++;
    } else if (kind === OTHER) {
      if (wordLength === 1) {
        if (++singles === 3) return true;
      } else if (wordLength > 1) singles = 0;
      wordLength = 0;
    } else {
      if (before === LETTER && kind !== INNER) return true;
      if (kind === DIGIT || kind === SIGN) wordLength++;
      if (kind === INNER && before !== INNER) beforeSigns = before;
    }
    before = kind;
    last = unit;
  }
  return wordLength === 1 && singles >= 2;
}
