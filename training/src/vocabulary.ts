import {
  hashUnits,
  type ModelVocabulary,
  makeVocabulary,
  PUNCTUATION,
  plainView,
  SHORTHAND,
  STAND_INS,
} from '@safeward/engine';
import type { Sample } from './sets/sample.ts';
import type { RudeWord } from './sets/word-list.ts';
import type { Vectors } from './vectors.ts';

const TOKEN = /[a-z]+|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}/gu;
const EMOJI = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}/gu;
/** Words that the vectors lack are taken where they occur so often. */
const SEEN_MIN = 3;
/** Single letters that are words. */
const LONE = 'aiur';

export interface Words {
  readonly texts: readonly string[];
  readonly vocabulary: ModelVocabulary;
  readonly emoji: ReadonlySet<string>;
}

/** The words that the model knows: all emoji, all rude words, and the commonest others, up to `size`. */
export function chooseWords(
  samples: readonly Sample[],
  vectors: Vectors,
  rude: ReadonlyMap<string, RudeWord>,
  emojiNames: Iterable<string>,
  size: number,
): Words {
  const counts = new Map<string, number>();
  let total = 0;
  for (const { text } of samples) {
    for (const token of plainView(text).text.match(TOKEN) ?? []) {
      counts.set(token, (counts.get(token) ?? 0) + 1);
      total++;
    }
  }
  const score = new Map<string, number>();
  // Half of a word's weight is its share of the texts, half what Zipf's law makes of its rank elsewhere.
  vectors.words
    .filter((word) => /^[a-z]+$/.test(word) && (word.length > 1 || LONE.includes(word)))
    .forEach((word, rank) => {
      score.set(word, 0.5 / (11 * (rank + 10)));
    });
  for (const [word, count] of counts) {
    if (word.length === 1 && /[a-z]/.test(word) && !LONE.includes(word)) continue;
    const known = score.get(word);
    if (known !== undefined) score.set(word, known + (0.5 * count) / total);
    else if (count >= SEEN_MIN) score.set(word, (0.5 * count) / total);
  }
  const emoji = new Set<string>();
  for (const name of emojiNames) for (const part of plainView(name).text.match(EMOJI) ?? []) emoji.add(part);
  const must = new Set<string>([
    ...emoji,
    ...rude.keys(),
    STAND_INS.user,
    STAND_INS.url,
    STAND_INS.quantity,
    STAND_INS.foreign,
    ...STAND_INS.numbers,
    ...PUNCTUATION,
    ...SHORTHAND.keys(),
  ]);
  let room = size - must.size;
  const texts: string[] = [];
  const taken = new Set<string>();
  for (const [word] of [...score].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))) {
    if (!must.has(word) && room-- <= 0) continue;
    texts.push(word);
    taken.add(word);
  }
  for (const word of must) if (!taken.has(word)) texts.push(word);
  const kinds = Uint8Array.from(texts, (word) => rude.get(word)?.kind ?? 0);
  return {
    texts,
    vocabulary: makeVocabulary(
      Int32Array.from(texts, (word) => hashUnits(word)),
      kinds,
    ),
    emoji,
  };
}
