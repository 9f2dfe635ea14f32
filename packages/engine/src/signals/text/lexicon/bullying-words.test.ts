import { describe, expect, test } from 'vitest';
import { normalize } from '../normalize.ts';
import { compileScanner } from '../scanner.ts';
import { TEXT_SIGNALS } from '../signals.ts';
import { testSignals } from './signal-cases.ts';

/** The words themselves stand in the data alone: they are read from there. */
function signalNamed(name: string) {
  const signal = TEXT_SIGNALS.find((each) => each.name === name);
  if (signal === undefined) throw new Error(`no signal ${name}`);
  return signal;
}

/** Single words that count by themselves: lines that are one list. */
function wordsOf(name: string): readonly string[] {
  const lists = signalNamed(name).phrases.filter((line) => /^\([^()]*\)$/.test(line));
  return lists.flatMap((line) => line.slice(1, -1).split('|')).filter((word) => /^[a-z]{4,}$/.test(word));
}

function sees(name: string): (text: string) => boolean {
  const compiled = compileScanner([{ kind: 'signal', signal: signalNamed(name) }]);
  if (!compiled.ok) throw new Error(compiled.errors.map(({ message }) => message).join());
  const { scanner } = compiled;
  return (text) => scanner.scan(normalize(text)).length > 0;
}

const LEET: Readonly<Record<string, string>> = { a: '4', e: '3', i: '1', o: '0' };
const CYRILLIC: Readonly<Record<string, string>> = {
  a: 'а',
  c: 'с',
  e: 'е',
  i: 'і',
  o: 'о',
  p: 'р',
  x: 'х',
  y: 'у',
};
const replaced = (word: string, signs: Readonly<Record<string, string>>) =>
  [...word].map((letter) => signs[letter] ?? letter).join('');

const DISGUISES: Readonly<Record<string, (word: string) => string>> = {
  'as they are': (word) => word,
  'in capitals': (word) => word.toUpperCase(),
  'in leetspeak': (word) => replaced(word, LEET),
  'in look-alike letters': (word) => replaced(word, CYRILLIC),
  'spelled apart': (word) => [...word].join(' '),
  'with dots between': (word) => [...word].join('.'),
  'with a letter hidden': (word) => `${word[0]}*${word.slice(2)}`,
  stretched: (word) => word + word.at(-1)!.repeat(4),
  'with invisible letters': (word) => `${word.slice(0, 2)}​${word.slice(2)}`,
  accented: (word) => word.replace(/[aeiou]/, (vowel) => `${vowel}\u0301`),
};

describe.each(['profanity', 'slur'])('%s', (name) => {
  const seen = sees(name);
  const words = wordsOf(name);

  test('has words', () => {
    expect(words.length).toBeGreaterThan(40);
    expect(new Set(words).size).toBe(words.length);
  });

  test.each(Object.entries(DISGUISES))('is seen %s', (_, disguise) => {
    expect(words.filter((word) => !seen(`so ${disguise(word)} it is`))).toEqual([]);
  });

  test('is not seen inside longer words', () => {
    expect(words.filter((word) => seen(`x${word}ville`) || seen(`the ${word}ington road`))).toEqual([]);
  });

  test('is not seen where an exception stands', () => {
    const { except, macros } = signalNamed(name);
    const hits = except.flatMap((line) => readings(line, macros)).filter((text) => seen(text));
    expect(hits).toEqual([]);
  });
});

/** The first and the last reading of a lexicon line. */
function readings(line: string, macros: Readonly<Record<string, string>>): readonly string[] {
  const filled = line.replace(/\{(\w+)\}/g, (_, list: string) => `(${macros[list]})`);
  const pick = (from: (members: readonly string[]) => string | undefined) => {
    let text = filled;
    while (text.includes('('))
      text = text.replace(/\(([^()]*)\)/g, (_, list: string) => from(list.split('|')) ?? '');
    return text.replace(/ +/g, ' ').trim();
  };
  return [pick((members) => members[0]), pick((members) => members.at(-1))];
}

const HARMLESS = [
  'the Scunthorpe United bus',
  'a day trip to Penistone and Clitheroe',
  'the assassin in the classic opera',
  'a cockatoo and a peacock',
  'Dick Whittington and his cat',
  'she works as an analyst in Essex',
  'my uncle Dickens reads Hancock',
  'a shiitake mushroom risotto',
  'the basset hound sat on the grass',
  'Niger and Nigeria share a river',
  'Montenegro won the match',
  'the raccoon and the cocoon',
  'a spice rack for the kitchen',
  'Pakistan played India',
  'gobbledygook in the manual',
  'we hitch a ride to Hitchin',
  'arsenic is a poison',
  'the homogeneous mixture',
  'it is a swanky hotel',
  'a class of thirty, mass at ten',
  'cumulative and circumstances',
  'the bishop of Lichfield',
  'a shuttlecock over the net',
  'Mr Cockburn from Cockermouth',
  'the titular titan of industry',
];

testSignals('bullying', {
  profanity: { sees: [], passes: HARMLESS },
  slur: { sees: [], passes: HARMLESS },
});
