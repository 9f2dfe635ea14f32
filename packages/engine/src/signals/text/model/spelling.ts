import { isAccentedLatin, unaccent } from '../diacritics.ts';
import { isLeadingEdge, leetReadings, WILDCARD } from '../leet.ts';
import { findText, findWord, HASH_SEED, hashUnit, type ModelVocabulary, WordKind } from './vocabulary.ts';

/** Readings tried of one word: beyond them it is taken as it stands. */
const READINGS_MAX = 96;
/** Words longer than this are no words. */
const LENGTH_MAX = 40;

/**
 * The word that a disguised spelling stands for: signs read as letters, stretched letters shortened, accents taken off,
 * `*` as any letter of a rude word. The commonest word among the readings wins; doubled letters are halved only where
 * that alone gives a word.
 *
 * @param text lower-case letters, digits and signs
 * @returns its number, or -1 where no reading is a word that is known
 */
export function readDisguised(vocabulary: ModelVocabulary, text: string): number {
  if (text.length > LENGTH_MAX) return -1;
  if (text.includes('*')) return readMasked(vocabulary, text);
  const inner = withoutEdges(text);
  const number = commonest(vocabulary, readingsOf(inner, false));
  if (number >= 0) return number;
  if (inner !== text) {
    const whole = commonest(vocabulary, readingsOf(text, false));
    if (whole >= 0) return whole;
  }
  return commonest(vocabulary, readingsOf(inner, true));
}

/** The likeliest spelling of a disguised word that is not known: the first reading of each sign, nothing stretched. */
export function likeliestSpelling(text: string): string {
  return readingsOf(withoutEdges(text.slice(0, LENGTH_MAX).replaceAll('*', '')), false)[0] ?? text;
}

/** Signs in front mean themselves, unless the word needs them. */
function withoutEdges(text: string): string {
  let from = 0;
  while (from < text.length - 1 && isLeadingEdge(text.charCodeAt(from))) from++;
  return text.slice(from);
}

function commonest(vocabulary: ModelVocabulary, readings: readonly string[]): number {
  let best = -1;
  for (const reading of readings) {
    const number = findText(vocabulary, reading);
    if (number >= 0 && (best < 0 || isBetter(vocabulary, number, best))) best = number;
  }
  return best;
}

/** Whoever disguises a word has a reason: a rude reading wins over a plain one that is not far commoner. */
function isBetter({ kinds }: ModelVocabulary, number: number, best: number): boolean {
  const rude = kinds[number]! > WordKind.mild ? 0.2 : 1;
  const bestRude = kinds[best]! > WordKind.mild ? 0.2 : 1;
  return (number + 20) * rude < (best + 20) * bestRude;
}

/** Every way to read a word, the likeliest first; bounded. */
function readingsOf(text: string, halved: boolean): readonly string[] {
  let readings: string[] = [''];
  let at = 0;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    let run = 1;
    while (at + run < text.length && text.charCodeAt(at + run) === unit) run++;
    const counts = run > 2 ? [1, 2] : run === 2 ? (halved ? [2, 1] : [2]) : [1];
    const next: string[] = [];
    for (const reading of readings) {
      for (const letter of lettersOf(unit)) {
        for (const count of counts) if (next.length < READINGS_MAX) next.push(reading + letter.repeat(count));
      }
    }
    readings = next;
    at += run;
  }
  return readings;
}

const KNOWN_LETTERS = new Map<number, readonly string[]>();
const KNOWN_LETTERS_MAX = 4096;

function lettersOf(unit: number): readonly string[] {
  const known = KNOWN_LETTERS.get(unit);
  if (known !== undefined) return known;
  const readings = leetReadings(unit);
  let letters: readonly string[] = [String.fromCharCode(unit)];
  if (readings !== undefined) {
    letters = readings.map((letter) => String.fromCharCode(letter)).filter((letter) => letter > '9');
  } else if (isAccentedLatin(unit)) letters = [unaccent(unit)];
  if (KNOWN_LETTERS.size < KNOWN_LETTERS_MAX) KNOWN_LETTERS.set(unit, letters);
  return letters;
}

/** Masked words that were read: the same few come again and again, and each takes thousands of look-ups. */
const MASKED = new Map<string, number>();
const MASKED_MAX = 2048;

function readMasked(vocabulary: ModelVocabulary, text: string): number {
  const known = MASKED.get(text);
  if (known !== undefined) return known;
  const number = unmask(vocabulary, text);
  if (MASKED.size === MASKED_MAX) MASKED.clear();
  MASKED.set(text, number);
  return number;
}

/** `f**k`: of words with letters for the signs, the commonest that is rude. */
function unmask(vocabulary: ModelVocabulary, text: string): number {
  const signs = [...text].filter((sign) => sign.charCodeAt(0) === WILDCARD).length;
  if (signs > 3 || signs * 2 > text.length) return -1;
  let best = -1;
  const read = (at: number, hash: number): void => {
    if (at === text.length) {
      const number = findWord(vocabulary, hash);
      if (number >= 0 && vocabulary.kinds[number]! > WordKind.plain && (best < 0 || number < best))
        best = number;
      return;
    }
    const unit = text.charCodeAt(at);
    if (unit !== WILDCARD) {
      read(at + 1, hashUnit(hash, (lettersOf(unit)[0] ?? '').charCodeAt(0)));
      return;
    }
    for (let letter = 0x61; letter <= 0x7a; letter++) read(at + 1, hashUnit(hash, letter));
  };
  read(0, HASH_SEED);
  return best;
}
