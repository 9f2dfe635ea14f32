import { disguise } from './disguise.ts';
import type { Random } from './random.ts';

/** How somebody writes, the same through a conversation. */
export type Style = 'texting' | 'careless' | 'careful';

const STYLES = { texting: 5, careless: 3, careful: 3 } as const satisfies Record<Style, number>;

export function styleOf(random: Random): Style {
  return random.weighted(STYLES);
}

/** The phrases are written as people text: small letters, no apostrophes. The other styles are made from that. */
export function inStyle(text: string, style: Style, random: Random): string {
  switch (style) {
    case 'texting':
      return text;
    case 'careless':
      return text
        .split(' ')
        .map((word) => careless(word, random))
        .join(' ');
    case 'careful':
      return careful(text);
  }
}

const SHORT: Readonly<Record<string, string>> = {
  you: 'u',
  are: 'r',
  your: 'ur',
  to: '2',
  for: '4',
  tomorrow: 'tmrw',
  please: 'pls',
  because: 'cos',
  'dont know': 'dunno',
  really: 'rly',
  tonight: '2nite',
  though: 'tho',
  see: 'c',
};

function careless(word: string, random: Random): string {
  const short = SHORT[word];
  if (short !== undefined && random.chance(0.5)) return short;
  // A slip of the finger: two letters change places.
  if (word.length > 4 && /^[a-z]+$/u.test(word) && random.chance(0.06)) {
    const at = 1 + random.below(word.length - 2);
    return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
  }
  return word;
}

const APOSTROPHES: Readonly<Record<string, string>> = {
  im: "I'm",
  ive: "I've",
  ill: "I'll",
  i: 'I',
  dont: "don't",
  cant: "can't",
  wont: "won't",
  didnt: "didn't",
  doesnt: "doesn't",
  isnt: "isn't",
  youre: "you're",
  youve: "you've",
  thats: "that's",
  whats: "what's",
  hows: "how's",
  theres: "there's",
  lets: "let's",
  hes: "he's",
  shes: "she's",
  theyre: "they're",
  wouldnt: "wouldn't",
  arent: "aren't",
};

function careful(text: string): string {
  const spelled = text
    .split(' ')
    .map((word) => APOSTROPHES[word] ?? word)
    .join(' ');
  const capital = spelled.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
  return /[\p{L}\p{N}]$/u.test(capital) ? `${capital}.` : capital;
}

/** Writes around a filter: about half of the longer words are disguised, at least one. */
export function aroundFilters(text: string, random: Random): string {
  const words = text.split(' ');
  const long = words.flatMap((word, at) => (/^[a-z]{3,}$/u.test(word) ? [at] : []));
  if (long.length === 0) return text;
  const surely = random.pick(long);
  return words
    .map((word, at) =>
      at === surely || (long.includes(at) && random.chance(0.5)) ? disguise(word, random) : word,
    )
    .join(' ');
}
