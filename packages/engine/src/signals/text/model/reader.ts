import { CHAR_CLASS, CharClass, isAsciiLetter } from '../characters.ts';
import { isAccentedLatin, isCombiningMark } from '../diacritics.ts';
import { leetReadings, WILDCARD } from '../leet.ts';
import harmless from './harmless.json' with { type: 'json' };
import { letterGroups } from './letter-groups.ts';
import { segmentLetters } from './segmentation.ts';
import { SHORTHAND, WITH_APOSTROPHE } from './shorthand.ts';
import { readDisguised } from './spelling.ts';
import {
  findText,
  findWord,
  HASH_SEED,
  hashUnit,
  hashUnits,
  type ModelVocabulary,
  WordKind,
} from './vocabulary.ts';

/** The words of a text as the model reads them, in scratch arrays that are used again for the next text. */
export interface ModelWords {
  length: number;
  /** Number in the vocabulary; `-1 - k` for the k-th of `strangers`. */
  numbers: Int32Array;
  /** Where in the plain text each stands. */
  starts: Int32Array;
  ends: Int32Array;
  /** Words that the vocabulary lacks, as they are to be spelled. */
  readonly strangers: string[];
  /** Their letter groups. */
  readonly groups: Int32Array[];
  /** Words of letters, and how many of them are known. */
  letters: number;
  known: number;
  /** Of those, the commonest of English. */
  common: number;
  /** Words of letters that are not Latin. */
  foreign: number;
  /** Numbers and quantities. */
  figures: number;
}

/** Words that stand for many: of these the model learns the kind alone. */
export const STAND_INS = {
  user: '<user>',
  url: '<url>',
  quantity: '<qty>',
  foreign: '<foreign>',
  numbers: Array.from({ length: 12 }, (_, at) => `<n${at + 1}>`),
} as const;

/** Punctuation that the model knows; a `#` only marks the word behind it. */
export const PUNCTUATION = '.,!?":;()-$£€&%#*';
/** 1 for the punctuation that is read. */
export const PUNCTUATION_READ: Uint8Array = new Uint8Array(0x10000);
for (const sign of PUNCTUATION) if (sign !== '#') PUNCTUATION_READ[sign.charCodeAt(0)] = 1;

/** What may stand in a word: 1 Latin letters, 2 digits and signs that may be letters, 3 letters of other alphabets. */
export const WORDLIKE: Uint8Array = new Uint8Array(0x10000);
for (let unit = 0; unit < 0x10000; unit++) {
  if (isAsciiLetter(unit) || isAccentedLatin(unit) || isCombiningMark(unit)) WORDLIKE[unit] = 1;
  else if (unit === WILDCARD || leetReadings(unit) !== undefined) WORDLIKE[unit] = 2;
  else if (CHAR_CLASS[unit] === CharClass.word) WORDLIKE[unit] = 3;
}

/** A sign or emoji that is repeated says no more than twice. */
const REPEATS_MAX = 2;
/** Words that mark a sentence as English. */
const COMMONEST = 100;
/** Fewer letters behind `#` are not several words. */
const JOINED_MIN = 6;

/** By hash: names and words that are harmless whatever their letters say. */
const HARMLESS: ReadonlySet<number> = new Set(harmless.words.map((word) => hashUnits(word)));

/** How the next words are read: made once for a vocabulary. */
export interface WordReader {
  readonly vocabulary: ModelVocabulary;
  /** By hash: forms with an apostrophe, which are no words of the vocabulary. */
  readonly contractions: ReadonlyMap<number, readonly number[]>;
  /** By number: words written short. */
  readonly shorthand: ReadonlyMap<number, readonly number[]>;
  readonly user: number;
  readonly url: number;
  readonly quantity: number;
  readonly foreign: number;
  readonly counts: readonly number[];
  readonly words: ModelWords;
}

export function makeWordReader(vocabulary: ModelVocabulary): WordReader {
  const numbersOf = (words: readonly string[]) => words.map((word) => findText(vocabulary, word));
  return {
    vocabulary,
    contractions: new Map(
      [...WITH_APOSTROPHE].map(([short, long]) => [hashUnits(short), numbersOf(long)] as const),
    ),
    shorthand: new Map(
      [...SHORTHAND].map(([short, long]) => [findText(vocabulary, short), numbersOf(long)] as const),
    ),
    user: findText(vocabulary, STAND_INS.user),
    url: findText(vocabulary, STAND_INS.url),
    quantity: findText(vocabulary, STAND_INS.quantity),
    foreign: findText(vocabulary, STAND_INS.foreign),
    counts: STAND_INS.numbers.map((name) => findText(vocabulary, name)),
    words: {
      length: 0,
      ...arrays(256),
      strangers: [],
      groups: [],
      letters: 0,
      known: 0,
      common: 0,
      foreign: 0,
      figures: 0,
    },
  };
}

export function arrays(size: number): Pick<ModelWords, 'numbers' | 'starts' | 'ends'> {
  return { numbers: new Int32Array(size), starts: new Int32Array(size), ends: new Int32Array(size) };
}

export function add(reader: WordReader, number: number, start: number, end: number): void {
  const { words } = reader;
  if (number === -1) return;
  const at = words.length++;
  words.numbers[at] = number;
  words.starts[at] = start;
  words.ends[at] = end;
}

export function addStranger(reader: WordReader, word: string, start: number, end: number): void {
  const { words } = reader;
  words.letters++;
  for (let at = 0; at < word.length; at++) {
    if (WORDLIKE[word.charCodeAt(at)] === 3) {
      words.foreign++;
      add(reader, reader.foreign, start, end);
      return;
    }
  }
  const at = words.length++;
  words.numbers[at] = -1 - words.strangers.length;
  words.strangers.push(word);
  words.groups.push(letterGroups(word));
  words.starts[at] = start;
  words.ends[at] = end;
}

export function addLetters(
  reader: WordReader,
  text: string,
  from: number,
  to: number,
  hash: number,
  start = from,
  end = to,
): void {
  const { vocabulary } = reader;
  const number = findWord(vocabulary, hash);
  if ((number < 0 || vocabulary.kinds[number] !== WordKind.plain) && HARMLESS.has(hash)) {
    reader.words.letters++;
    reader.words.known++;
    add(reader, reader.foreign, start, end);
    return;
  }
  if (number < 0) {
    const word = text.slice(from, to);
    const found = hasDoubles(word) ? readDisguised(vocabulary, word) : -1;
    if (found >= 0) addKnown(reader, found, start, end);
    else addStranger(reader, word, start, end);
    return;
  }
  addKnown(reader, number, start, end);
}

function hasDoubles(word: string): boolean {
  for (let at = 1; at < word.length; at++) if (word.charCodeAt(at) === word.charCodeAt(at - 1)) return true;
  return false;
}

export function addKnown(reader: WordReader, number: number, start: number, end: number): void {
  reader.words.letters++;
  reader.words.known++;
  if (number < COMMONEST) reader.words.common++;
  const long = reader.shorthand.get(number);
  if (long === undefined) add(reader, number, start, end);
  else for (const part of long) add(reader, part, start, end);
}

/** Words written together after `#`: they are told apart where they are known. */
export function addJoined(reader: WordReader, letters: string, start: number, end: number): boolean {
  if (letters.length < JOINED_MIN) return false;
  const segments = segmentLetters(reader.vocabulary, letters);
  if (segments === null) return false;
  for (const { number } of segments) addKnown(reader, number, start, end);
  return true;
}

export function addNumber(reader: WordReader, digits: number, start: number, end: number): void {
  reader.words.figures++;
  add(reader, reader.counts[Math.min(digits, reader.counts.length) - 1]!, start, end);
}

/** Punctuation between two words. */
export function addMarks(reader: WordReader, units: Uint16Array, from: number, to: number): void {
  for (let at = from; at < to; at++) {
    if (PUNCTUATION_READ[units[at]!] !== 1) continue;
    const number = findWord(reader.vocabulary, hashUnit(HASH_SEED, units[at]!));
    if (!repeats(reader.words, number)) add(reader, number, at, at + 1);
  }
}

export function repeats({ numbers, length }: ModelWords, number: number): boolean {
  for (let back = 1; back <= REPEATS_MAX; back++) {
    if (length < back || numbers[length - back] !== number) return false;
  }
  return true;
}
