import type { Random } from './random.ts';
import type { Sample } from './sets/sample.ts';
import type { RudeWord } from './sets/word-list.ts';
import type { Vectors } from './vectors.ts';

/** The commonest words are seen often enough in texts. */
const COMMONEST = 500;
/** Stems of which no word is taken for harmless unseen. */
const STRONG = /fuck|shit|cunt|bitch|nigg|fagg|whore|slut|wank|rape|porn|kike|coon|paki|tranny|retard/;

/**
 * Words by themselves that are not rude, so that the letters of a rude word inside a harmless one come to mean little:
 * dictionary words, names and places, out of those that have a vector.
 */
export function harmlessWords(
  vectors: Vectors,
  rude: ReadonlyMap<string, RudeWord>,
  count: number,
  random: Random,
): readonly Sample[] {
  const samples: Sample[] = [];
  while (samples.length < count) {
    const text = vectors.words[COMMONEST + random.below(vectors.words.length - COMMONEST)]!;
    if (!/^[a-z]{3,}$/.test(text) || rude.has(text) || STRONG.test(text)) continue;
    samples.push({
      text,
      labels: {
        toxicity: 0.05,
        profanity: 0,
        insult: 0.01,
        sexual: 0.02,
        threat: 0.02,
        identity_attack: 0.01,
        spam: 0.02,
        harassment: 0.01,
        self_harm_intent: 0.01,
      },
      weight: 0.25,
      set: 'harmless',
    });
  }
  return samples;
}
