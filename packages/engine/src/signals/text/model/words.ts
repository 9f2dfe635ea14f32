import { isTrailingEdge, WILDCARD } from '../leet.ts';
import { unitsOf } from '../units.ts';
import type { TextView } from '../view.ts';
import { readNumbersAsWords, readOdd } from './odd-word.ts';
import { add, addKnown, addLetters, arrays, type ModelWords, WORDLIKE, type WordReader } from './reader.ts';
import { isLink, readLink, readSign } from './signs.ts';
import { readDisguised } from './spelling.ts';
import { HASH_SEED, hashUnit, hashUnits } from './vocabulary.ts';

/**
 * Cuts plain text (`plainView`) into the words of the model and undoes what disguises them: signs for letters, letters
 * stretched, letters apart. Linear in the length of the text.
 */
export function readWords(reader: WordReader, original: string, plain: TextView): ModelWords {
  const { text } = plain;
  const { words } = reader;
  words.length = 0;
  words.strangers.length = 0;
  words.groups.length = 0;
  words.letters = 0;
  words.known = 0;
  words.common = 0;
  words.foreign = 0;
  words.figures = 0;
  if (words.numbers.length < text.length * 2 + 8) Object.assign(words, arrays(text.length * 3 + 8));
  const { length } = text;
  const units = unitsOf(text);
  let disguised = 0;
  let at = 0;
  while (at < length) {
    const unit = units[at]!;
    const kind = WORDLIKE[unit]!;
    if (kind === 0) {
      at = readSign(reader, text, units, at);
      continue;
    }
    // The common case, a word of plain letters, is read in one go.
    let end = at;
    let hash = HASH_SEED;
    let run = 0;
    let previous = 0;
    let stretched = false;
    for (; end < length; end++) {
      const next = units[end]!;
      if (next < 0x61 || next > 0x7a) break;
      hash = hashUnit(hash, next);
      run = next === previous ? run + 1 : 1;
      if (run > 2) stretched = true;
      previous = next;
    }
    const after = end < length ? units[end]! : 0x20;
    if (
      end > at &&
      !stretched &&
      WORDLIKE[after] === 0 &&
      (end - at > 1 || !mayBeSpelled(units, at, length))
    ) {
      if (after === 0x27 && end + 1 < length && WORDLIKE[units[end + 1]!] !== 0)
        at = readContraction(reader, text, units, at, end);
      else if (after === 0x3a && isLink(text, at, end)) at = readLink(reader, text, at);
      else {
        addLetters(reader, text, at, end, hash);
        at = end;
      }
      continue;
    }
    const before = words.length;
    const { figures } = words;
    at = readOdd(reader, original, plain, units, at);
    if (words.length > before && words.figures === figures && words.ends[before]! - words.starts[before]! > 1)
      disguised++;
  }
  if (disguised > 1) readNumbersAsWords(reader, text);
  return words;
}

function mayBeSpelled(units: Uint16Array, at: number, length: number): boolean {
  // A single letter, with another single letter two to four places on.
  for (let next = at + 2; next < at + 5 && next < length; next++) {
    if (WORDLIKE[units[next]!] === 0) continue;
    return next + 1 >= length || WORDLIKE[units[next + 1]!] === 0 || units[next + 1] === WILDCARD;
  }
  return false;
}

/** `don't`, `it's`, `o'clock`, from its beginning to the apostrophe at `middle`. */
function readContraction(
  reader: WordReader,
  text: string,
  units: Uint16Array,
  start: number,
  middle: number,
): number {
  let end = middle + 1;
  while (end < text.length && WORDLIKE[units[end]!] !== 0 && !isTrailingEdge(units[end]!)) end++;
  const whole = text.slice(start, end);
  const long = reader.contractions.get(hashUnits(whole));
  if (long !== undefined) {
    reader.words.letters++;
    reader.words.known++;
    for (const number of long) add(reader, number, start, end);
    return end;
  }
  const short = readDisguised(reader.vocabulary, whole.replace("'", ''));
  if (reader.shorthand.has(short)) {
    addKnown(reader, short, start, end);
    return end;
  }
  addLetters(reader, text, start, middle, hashUnits(text, start, middle));
  const rest = text.slice(middle + 1, end);
  if (rest.length > 2) addLetters(reader, text, middle + 1, end, hashUnits(rest));
  return end;
}
