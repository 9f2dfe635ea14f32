import { letterGroups } from '@safeward/engine';
import type { Parameters } from './network/parameters.ts';
import type { Random } from './random.ts';
import type { RudeWord } from './sets/word-list.ts';
import type { Vectors } from './vectors.ts';

export interface Sources {
  readonly vectors: Vectors;
  readonly emojiNames: ReadonlyMap<string, readonly string[]>;
  readonly emoji: ReadonlySet<string>;
  readonly rude: ReadonlyMap<string, RudeWord>;
  readonly plain: (text: string) => string;
}

/** What one standard deviation of a vector is to be where training begins. */
const SPREAD = 0.3;
const ROUNDS = 3;

/**
 * Gives every word the vector it starts from: its own, for a rude word that has none that of the word it is a form of,
 * for an emoji the mean of its name's words. Letter groups learn to make a word's vector out of its letters.
 */
export function startVectors(
  p: Parameters,
  texts: readonly string[],
  sources: Sources,
  random: Random,
): void {
  const { vectors, emoji, rude } = sources;
  const { dim } = vectors;
  const named = new Map([...sources.emojiNames].map(([sign, names]) => [sources.plain(sign), names]));
  texts.forEach((word, at) => {
    const names = vectors.placeOf.has(word)
      ? [word]
      : emoji.has(word)
        ? (named.get(word) ?? [])
        : [rude.get(word)?.canonical ?? ''];
    const places = names.flatMap((name) => vectors.placeOf.get(name) ?? []);
    for (let d = 0; d < dim; d++) {
      let sum = places.length === 0 ? (random.next() - 0.5) * 0.1 : 0;
      for (const place of places) sum += (vectors.value(place, d) * SPREAD) / Math.sqrt(places.length);
      p.words[at * dim + d] = sum;
    }
  });
  spellOut(p, vectors, random);
}

/** Letter groups whose sum comes near the vector of the word they are of, by gradient descent. */
function spellOut({ groups }: Parameters, vectors: Vectors, random: Random): void {
  const { dim } = vectors;
  const buckets = groups.length / dim;
  const words = vectors.words.filter((word) => /^[a-z]{2,}$/.test(word));
  const order = Int32Array.from(words, (_, at) => at);
  for (let round = 0; round < ROUNDS; round++) {
    random.shuffle(order);
    const rate = 0.5 * (1 - round / ROUNDS) + 0.05;
    for (const at of order) {
      const word = words[at]!;
      const of = letterGroups(word);
      const share = 1 / Math.sqrt(of.length);
      const place = vectors.placeOf.get(word)!;
      for (let d = 0; d < dim; d++) {
        let sum = 0;
        for (const group of of) sum += groups[((group >>> 0) % buckets) * dim + d]! * share;
        const step = rate * (sum - vectors.value(place, d) * SPREAD) * share;
        for (const group of of) groups[((group >>> 0) % buckets) * dim + d]! -= step;
      }
    }
  }
}
