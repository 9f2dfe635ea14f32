import type { Random } from '@safeward/simulator';
import { disguise } from '@safeward/simulator';
import { EVERYDAY } from './words.ts';

/** How an invented message is written; shares are of all messages, 0 to 1. */
export interface TextOptions {
  /** Length in characters, both inclusive; every length is as likely. */
  readonly length: readonly [least: number, most: number];
  /** Words that some measure looks for; a `fragmentShare` of the messages holds one of them. */
  readonly fragments: readonly string[];
  readonly fragmentShare: number;
}

export interface InventedText {
  readonly text: string;
  readonly fragment: boolean;
  readonly disguised: boolean;
}

/** What the messages have besides words, by their share; said in the conditions of each benchmark. */
export const TRAITS = {
  /** A sentence of the kind that signals look for. */
  spoken: 0.05,
  /** One word disguised: leetspeak, spelled apart, stretched, invisible characters, look-alikes, accents. */
  disguised: 0.06,
  emoji: 0.12,
  /** Apostrophes as telephones write them. */
  typographic: 0.15,
  number: 0.1,
  link: 0.03,
} as const;

/** Ordinary sentences that the signals of the engine are made for; the numbers are reserved for fiction. */
const SPOKEN = [
  'how old are you',
  'what school do you go to',
  'where do you live',
  'are you home alone',
  'dont tell your mum about this',
  'add me on snapchat',
  'my number is 07700 900461',
  'meet me at the park after school',
  'i can buy you a gift card',
  'nobody likes you',
  'you are so stupid',
  'write to me at robin@example.com',
  'click https://example.com/win to claim your prize',
  'send this to ten friends',
  'i know where you live',
] as const;
const CONTRACTIONS = [
  "i'm",
  "don't",
  "it's",
  "can't",
  "that's",
  "you're",
  "what's",
  "i'll",
  "didn't",
  "we've",
];
const EMOJI = ['😂', '👍', '🎉', '😭', '🔥', '❤️', '🙈', '👋🏽'];
const PUNCTUATION = ['.', '.', ',', '?', '!', '...'];

/** One message of everyday words, with the traits above. */
export function inventText(random: Random, options: TextOptions): InventedText {
  const [least, most] = options.length;
  const length = least + random.below(most - least + 1);
  const fragment = options.fragments.length > 0 && random.chance(options.fragmentShare);
  const disguised = random.chance(TRAITS.disguised);
  const parts: string[] = [];
  if (fragment) parts.push(random.pick(options.fragments));
  if (disguised) hideWord(parts, random);
  if (random.chance(TRAITS.spoken)) parts.push(random.pick(SPOKEN));
  if (random.chance(TRAITS.emoji)) parts.push(random.pick(EMOJI));
  if (random.chance(TRAITS.number)) parts.push(String(1 + random.below(99)));
  if (random.chance(TRAITS.link)) parts.push(`https://example.org/${EVERYDAY[random.below(400)]}`);
  const text = fill(random, parts, length);
  return { text: random.chance(TRAITS.typographic) ? text.replaceAll("'", '’') : text, fragment, disguised };
}

/** Of a fragment one of its words where there is one, else any. */
function hideWord(parts: string[], random: Random): void {
  const words = parts.pop()?.split(' ') ?? [everyday(random)];
  const at = random.below(words.length);
  words[at] = disguise(words[at] ?? '', random);
  parts.push(words.join(' '));
}

/** Everyday sentences around the parts, to exactly this length unless the parts alone are longer. */
function fill(random: Random, parts: readonly string[], length: number): string {
  let room = length + 1 - parts.reduce((sum, part) => sum + part.length + 1, 0);
  const words: string[] = [];
  while (room > 1) {
    const word = nextWord(random, words.at(-1) ?? '.');
    const left = room - word.length - 1;
    // One character alone cannot be filled: a space and no word.
    const fits = left === 0 || left > 1;
    const fitting = fits ? word : (EVERYDAY.find((other) => other.length === room - 1) ?? 'a');
    words.push(fitting);
    room -= fitting.length + 1;
  }
  for (const part of parts) words.splice(random.below(words.length + 1), 0, part);
  return words.join(' ');
}

function nextWord(random: Random, before: string): string {
  const word = random.chance(0.06) ? random.pick(CONTRACTIONS) : everyday(random);
  const begins = /[.?!]$/.test(before) && random.chance(0.5);
  const written = begins ? word.charAt(0).toUpperCase() + word.slice(1) : word;
  return random.chance(0.1) ? written + random.pick(PUNCTUATION) : written;
}

/** Frequent words more often: the word of rank n in proportion to 1/n, as in any language (Zipf). */
export function everyday(random: Random): string {
  const rank = Math.floor(Math.exp(random.next() * Math.log(EVERYDAY.length + 1))) - 1;
  return EVERYDAY[rank] ?? 'the';
}
