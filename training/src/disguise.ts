import type { Random } from './random.ts';

/** Ways to write a text so that a filter does not know it and a reader does. */
export const DISGUISES = ['leet', 'look-alikes', 'spaced', 'stretched', 'zero-width'] as const;
export type Disguise = (typeof DISGUISES)[number];

const LEET: Readonly<Record<string, readonly string[]>> = {
  a: ['4', '@'],
  e: ['3'],
  i: ['1', '!'],
  o: ['0'],
  s: ['5', '$'],
  t: ['7'],
};
const LOOK_ALIKE: Readonly<Record<string, string>> = {
  a: 'а',
  c: 'с',
  e: 'е',
  i: 'і',
  o: 'о',
  p: 'р',
  s: 'ѕ',
  x: 'х',
  y: 'у',
  j: 'ј',
};

/** The whole text in a disguise, letters apart also between words. */
export function disguiseText(text: string, how: Disguise, random: Random): string {
  switch (how) {
    case 'leet': {
      const first = random.next() < 0.5;
      return swap(text, (letter) => {
        const signs = LEET[letter.toLowerCase()];
        return signs === undefined ? letter : first ? signs[0]! : random.pick(signs);
      });
    }
    case 'look-alikes':
      return swap(text, (letter) => LOOK_ALIKE[letter] ?? letter);
    case 'spaced':
      return [...text].join(' ');
    case 'stretched':
      return text.replace(/\p{L}+/gu, (word) => {
        if (word.length < 3) return word;
        const at = random.below(word.length);
        return word.slice(0, at) + word.charAt(at).repeat(3 + random.below(3)) + word.slice(at + 1);
      });
    case 'zero-width':
      return text.replace(/\p{L}+/gu, (word) => [...word].join('\u200b'));
  }
}

function swap(text: string, by: (letter: string) => string): string {
  return [...text].map(by).join('');
}
