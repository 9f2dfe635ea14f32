import type { Random } from './random.ts';

/** How people write a word so that a filter does not know it and a reader does. */
const DISGUISES: readonly ((word: string, random: Random) => string)[] = [
  leetspeak,
  spelledApart,
  stretched,
  withInvisibles,
  withLookAlikes,
  accented,
];

const LEET: Readonly<Record<string, string>> = { a: '4', e: '3', i: '1', o: '0', s: '5', t: '7' };
/** Cyrillic letters that look the same. */
const LOOK_ALIKE: Readonly<Record<string, string>> = { a: 'а', e: 'е', o: 'о', p: 'р', c: 'с', x: 'х' };
const ACCENTED: Readonly<Record<string, string>> = { a: 'á', e: 'è', i: 'î', o: 'ö', u: 'ü' };
const ZERO_WIDTH_SPACE = '\u200b';

/** @param word lower-case letters */
export function disguise(word: string, random: Random): string {
  return random.pick(DISGUISES)(word, random);
}

function leetspeak(word: string): string {
  return swap(word, LEET);
}

function spelledApart(word: string, random: Random): string {
  return [...word].join(random.pick([' ', '.', '-']));
}

function stretched(word: string, random: Random): string {
  const at = random.below(word.length);
  return word.slice(0, at) + word.charAt(at).repeat(3 + random.below(3)) + word.slice(at + 1);
}

function withInvisibles(word: string): string {
  return [...word].join(ZERO_WIDTH_SPACE);
}

function withLookAlikes(word: string): string {
  return swap(word, LOOK_ALIKE);
}

function accented(word: string): string {
  return swap(word, ACCENTED);
}

function swap(word: string, letters: Readonly<Record<string, string>>): string {
  return [...word].map((letter) => letters[letter] ?? letter).join('');
}
