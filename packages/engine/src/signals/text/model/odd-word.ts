import { isAsciiDigit } from '../characters.ts';
import { isTrailingEdge, kindOfToken, TokenKind } from '../leet.ts';
import type { TextView } from '../view.ts';
import {
  add,
  addJoined,
  addKnown,
  addLetters,
  addMarks,
  addNumber,
  addStranger,
  WORDLIKE,
  type WordReader,
} from './reader.ts';
import { segmentLetters } from './segmentation.ts';
import { readLink } from './signs.ts';
import { type SpelledLetters, spelledFrom } from './spelled-word.ts';
import { likeliestSpelling, readDisguised } from './spelling.ts';
import { findText, hashUnits, type ModelVocabulary, WordKind } from './vocabulary.ts';

/** Words this common may be written in digits alone, beside others in leetspeak: `15`, `70`, `4`. */
const COMMON = 300;
/** The same, where there are letters too: `15n7`. */
const COMMON_MIXED = 4000;
const HASH_SIGN = 0x23;

/** A word that is not of plain letters alone, or that may be spelled apart. */
export function readOdd(
  reader: WordReader,
  original: string,
  plain: TextView,
  units: Uint16Array,
  start: number,
): number {
  const { vocabulary } = reader;
  const { text } = plain;
  const spelled = spelledFrom(original, plain, units, start, WORDLIKE);
  if (spelled !== null) {
    if (spelled.ends !== null) {
      addParted(reader, text, units, spelled, spelled.ends);
      return spelled.end;
    }
    const segments = segmentLetters(vocabulary, spelled.letters);
    if (segments?.some(({ end, start: from }) => end - from > 2)) {
      for (const { number, start: from, end } of segments)
        addKnown(reader, number, spelled.places[from]!, spelled.places[end - 1]! + 1);
      return spelled.end;
    }
    const whole = readDisguised(vocabulary, spelled.letters);
    if (whole >= 0 && spelled.letters.length > 2) {
      addKnown(reader, whole, start, spelled.end);
      return spelled.end;
    }
  }
  let end = start;
  while (end < text.length && (WORDLIKE[units[end]!] !== 0 || isInnerApostrophe(units, end, text.length)))
    end++;
  let last = end;
  while (last > start && isTrailingEdge(units[last - 1]!)) last--;
  const unit = units[start]!;
  // Signs alone, which are read together: each by itself would look through all that follow.
  if (last === start) {
    addMarks(reader, units, start, end);
    return end;
  }
  if (text.startsWith('www.', start)) return readLink(reader, text, start);
  const word = text.slice(start, last).replaceAll("'", '');
  const rude = word.length > 1 ? readDisguised(vocabulary, word) : -1;
  if (unit === 0x40 && !isMeant(vocabulary, word, rude)) {
    let stop = start + 1;
    while (stop < text.length && (WORDLIKE[units[stop]!] !== 0 || units[stop] === 0x5f)) stop++;
    if (stop > start + 1) add(reader, reader.user, start, stop);
    return Math.max(stop, start + 1);
  }
  if (isNumber(word)) {
    addNumber(reader, word.length, start, last);
    return last;
  }
  if (isAsciiDigit(word.charCodeAt(0)) && kindOfToken(word) === TokenKind.plain) {
    reader.words.figures++;
    add(reader, reader.quantity, start, last);
    return last;
  }
  const exact = findText(vocabulary, word);
  const number = exact >= 0 ? exact : rude;
  if (number >= 0) addKnown(reader, number, start, last);
  else if (
    start > 0 &&
    units[start - 1] === HASH_SIGN &&
    addJoined(reader, likeliestSpelling(word), start, last)
  )
    return last;
  else addStranger(reader, likeliestSpelling(word), start, last);
  return last;
}

/** A word that begins with `@`, and is no name: rude, common, or with more signs for letters. */
function isMeant({ kinds }: ModelVocabulary, word: string, number: number): boolean {
  if (number < 0) return false;
  return kinds[number]! > WordKind.mild || number < COMMON || hasSigns(word, 1);
}

function hasSigns(word: string, from: number): boolean {
  for (let at = from; at < word.length; at++) if (WORDLIKE[word.charCodeAt(at)] === 2) return true;
  return false;
}

/** Letters apart with wider gaps between words. */
function addParted(
  reader: WordReader,
  text: string,
  units: Uint16Array,
  { letters, places }: SpelledLetters,
  ends: readonly number[],
): void {
  let from = 0;
  for (const next of [...ends, letters.length]) {
    let to = next;
    while (to > from + 1 && isTrailingEdge(units[places[to - 1]!]!)) to--;
    const start = places[from]!;
    const end = places[to - 1]! + 1;
    const written = places
      .slice(from, to)
      .map((place) => text.charAt(place))
      .join('');
    const word = letters.slice(from, to);
    // Apart, one place lies between the sign and its word.
    const tagged = units[start - 1] === HASH_SIGN || units[start - 2] === HASH_SIGN;
    from = next;
    if (isNumber(written)) addNumber(reader, written.length, start, end);
    else if (!tagged || findText(reader.vocabulary, word) >= 0 || !addJoined(reader, word, start, end))
      addLetters(reader, word, 0, word.length, hashUnits(word), start, end);
    addMarks(reader, units, end, next < places.length ? places[next]! : end);
  }
}

function isInnerApostrophe(units: Uint16Array, at: number, length: number): boolean {
  return units[at] === 0x27 && at + 1 < length && WORDLIKE[units[at + 1]!] !== 0;
}

function isNumber(word: string): boolean {
  for (let at = 0; at < word.length; at++) if (!isAsciiDigit(word.charCodeAt(at))) return false;
  return true;
}

/** Beside words in leetspeak, numbers are words too where they may be. */
export function readNumbersAsWords(reader: WordReader, text: string): void {
  const { words, vocabulary, counts } = reader;
  for (let at = 0; at < words.length; at++) {
    const was = words.numbers[at]!;
    const mixed = was === reader.quantity;
    if (!mixed && !counts.includes(was)) continue;
    const number = readDisguised(vocabulary, text.slice(words.starts[at], words.ends[at]));
    if (number < 0 || number >= (mixed ? COMMON_MIXED : COMMON)) continue;
    words.numbers[at] = number;
    words.figures--;
  }
}
