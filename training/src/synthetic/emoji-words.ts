import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../random.ts';

/** A word → the emoji that people write for it. */
export type EmojiWords = ReadonlyMap<string, readonly string[]>;

export function readEmojiWords(): EmojiWords {
  const lines = readFileSync(join(import.meta.dirname, '../../data/emoji-words.txt'), 'utf8').split('\n');
  return new Map(
    lines
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const [word = '', ...emoji] = line.split(' ');
        return [word, emoji];
      }),
  );
}

/** How likely each word is that can be an emoji to become one. */
const RATE = 0.6;

/** A sentence in which some words are written as emoji. */
export function withEmoji(text: string, words: EmojiWords, random: Random): string {
  return text.replace(/[a-z]+/gi, (word) => {
    const emoji = words.get(word.toLowerCase());
    if (emoji === undefined || emoji.length === 0 || random.next() >= RATE) return word;
    return random.pick(emoji);
  });
}
