import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalize } from './normalize.ts';
import { compileScanner, type Scanner } from './scanner.ts';

const PHRASES = [
  'keep this secret',
  'where do you live',
  'how old are you',
  'are your parents home',
  'send me a picture',
  'add me on the other app',
  'meet me after school',
  'do not tell anyone',
  'you are so mature',
  'i will buy you a gift',
  'nobody likes you',
  'you are worthless',
  'shut your mouth',
  'go away forever',
  'everyone hates you',
  'what a loser',
  'stupid idiot',
  'ugly face',
  'free gift card',
  'send me money',
  'click this link',
  'verify your account',
  'claim your prize',
  'double your cash',
  'follow me back',
  'share with ten friends',
  'buy cheap followers',
  'tell me your password',
  'what is your number',
  'give me your address',
  'i know where you live',
  'you will regret this',
  'watch your back',
  'i dare you',
  'film it or it did not happen',
  'jump from the roof',
  'skip school with me',
  'sell it for cash',
  'come alone tonight',
  'delete our messages',
];

const scanner: Scanner = (() => {
  const compiled = compileScanner(PHRASES.map((phrase) => ({ kind: 'phrase', phrase })));
  if (!compiled.ok) throw new Error('the phrases do not compile');
  return compiled.scanner;
})();

const LEET: Readonly<Record<string, readonly string[]>> = {
  a: ['4', '@'],
  b: ['8'],
  e: ['3'],
  g: ['9', '6'],
  i: ['1', '!'],
  l: ['1', '|'],
  o: ['0'],
  s: ['5', '$'],
  t: ['7', '+'],
};
const HOMOGLYPHS: Readonly<Record<string, readonly string[]>> = {
  a: ['а', 'ɑ', 'α', 'ａ', '𝐚'],
  c: ['с', 'ϲ', 'ⅽ', 'ⲥ'],
  d: ['ԁ', 'ⅾ', 'ꓒ'],
  e: ['е', 'ｅ', '𝖾', 'Ꭼ'],
  g: ['ɡ', 'ց', '𝗀'],
  h: ['һ', 'հ', 'ʜ'],
  i: ['і', 'ı', 'ι', 'Ꭵ'],
  k: ['κ', 'к', 'ᴋ'],
  l: ['ⅼ', 'ʟ', 'ⓛ'],
  m: ['м', 'ᴍ', 'ⅿ'],
  n: ['ո', 'ɴ', 'п'],
  o: ['о', 'ο', 'օ', '𝕠', 'ⲟ'],
  p: ['р', 'ρ', 'ᴘ'],
  r: ['г', 'ʀ', 'ᖇ'],
  s: ['ѕ', 'ꜱ', 'ƽ'],
  t: ['т', 'τ', 'ᴛ'],
  u: ['υ', 'ս', 'ᴜ'],
  v: ['ѵ', 'ν', 'ᴠ'],
  w: ['ѡ', 'ԝ', 'ᴡ'],
  x: ['х', 'χ'],
  y: ['у', 'γ', 'ʏ'],
  z: ['ᴢ', 'ʐ'],
};
const INVISIBLE = ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u202a', '\u180e'];

/** Numbers below one, the same for the same seed. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 8) / 0x1000000;
  };
}

type Disguise = (phrase: string, roll: () => number) => string;
const pick = <T>(from: readonly T[], roll: () => number): T => from[Math.floor(roll() * from.length)]!;

/** Letters replaced, each by chance, where the sign does not mean itself. */
const replaced =
  (table: Readonly<Record<string, readonly string[]>>, share: number): Disguise =>
  (phrase, roll) =>
    [...phrase]
      .map((letter, at) => {
        const signs = table[letter];
        if (signs === undefined || roll() >= share) return letter;
        const inside = /\w/.test(phrase[at - 1] ?? ' ') && /\w/.test(phrase[at + 1] ?? ' ');
        const usable = inside ? signs : signs.filter((sign) => !/[!|+@]/.test(sign));
        return usable.length === 0 ? letter : pick(usable, roll);
      })
      .join('');

/** As people write it: some letter is left in every word, since a number would be read as one. */
const leet: Disguise = (phrase, roll) =>
  phrase
    .split(' ')
    .map((word) => {
      const disguised = replaced(LEET, 0.5)(word, roll);
      return /[a-z]/.test(disguised) ? disguised : word;
    })
    .join(' ');

const DISGUISES: Readonly<Record<string, Disguise>> = {
  leet,
  homoglyph: replaced(HOMOGLYPHS, 0.6),
  spaced: (phrase, roll) => {
    const joint = pick([' ', '.', '-', '_', '*', ' . ', ', '], roll);
    const wide = pick(['   ', ' / ', '  '], roll);
    return phrase
      .split(' ')
      .map((word) => [...word].join(joint))
      .join(roll() < 0.5 && joint !== ' ' ? joint : wide);
  },
  stretched: (phrase, roll) =>
    phrase.replace(/[a-z]/g, (letter) => (roll() < 0.4 ? letter.repeat(3 + Math.floor(roll() * 5)) : letter)),
  'zero-width': (phrase, roll) =>
    phrase.replace(/[a-z]/g, (letter) => (roll() < 0.7 ? letter + pick(INVISIBLE, roll) : letter)),
};

/** Whether the phrase was found in its disguise, and no other. */
function isKept(at: number, disguised: string): boolean {
  const text = `well, ${disguised} ok`;
  return scanner.scan(normalize(text)).some(({ pattern }) => pattern === at);
}

describe('phrases are found in disguise', () => {
  test.each(Object.entries(DISGUISES))('%s', (_, disguise) => {
    const roll = dice(7);
    const lost: string[] = [];
    const rounds = 25;
    for (let round = 0; round < rounds; round++) {
      PHRASES.forEach((phrase, at) => {
        const disguised = disguise(phrase, roll);
        if (!isKept(at, disguised)) lost.push(disguised);
      });
    }
    expect(lost.length / (rounds * PHRASES.length), lost.slice(0, 20).join('\n')).toBeLessThanOrEqual(0.03);
  });

  test('a place that was found, taken alone, holds the phrase again', () => {
    const disguised = fc
      .tuple(
        fc.nat(PHRASES.length - 1),
        fc.subarray(Object.values(DISGUISES), { minLength: 1, maxLength: 2 }),
        fc.nat(1 << 30),
        fc.constantFrom('', 'Ok. ', 'ну да: ', '👍 ', 'see  ', '\u200b'),
        fc.constantFrom('', ' ok', '!', ' 👍', '\n\n', ' да'),
      )
      .map(([at, disguises, seed, before, after]) => {
        const roll = dice(seed);
        const text = disguises.reduce((written, disguise) => disguise(written, roll), PHRASES[at]!);
        return { at, text: before + text + after };
      });
    fc.assert(
      fc.property(disguised, ({ text }) => {
        for (const { pattern, start, end } of scanner.scan(normalize(text))) {
          const alone = scanner.scan(normalize(text.slice(start, end)));
          expect(alone.map((hit) => hit.pattern)).toContain(pattern);
        }
      }),
      { numRuns: 500 },
    );
  });
});
