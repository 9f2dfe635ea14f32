import {
  ATTRIBUTES,
  type ModelVocabulary,
  makeFeatures,
  plainView,
  readPairs,
  readWords,
  strangerHash,
  WHOLE,
  type WordReader,
  wholeOf,
  wordFeatures,
} from '@safeward/engine';
import type { Sample } from './sets/sample.ts';

/** A text as both parts of the model take it. */
export interface Encoded {
  /** For each word its number, or `-1 - at` into `groups`. */
  readonly words: Int32Array;
  /** Letter groups of each unknown word. */
  readonly groups: readonly Int32Array[];
  /** Buckets of the hashed features. */
  readonly features: Int32Array;
  readonly whole: Float32Array;
  /** One an attribute; NaN where not known. */
  readonly labels: Float32Array;
  /** What the last output is to be; NaN where not known. */
  readonly target: number;
  readonly weight: number;
}

/** Sets whose label of toxicity is another model's score. */
const SCORED = 'wikipedia-comments';

export function createEncoder(
  reader: WordReader,
  vocabulary: ModelVocabulary,
  own: readonly Int32Array[],
  mask: number,
): (sample: Sample) => Encoded {
  const pairs = makeFeatures();
  return ({ text, labels, weight, set }) => {
    const words = readWords(reader, text, plainView(text));
    const whole = wholeOf(text, words, new Float32Array(WHOLE));
    readPairs(pairs, vocabulary, words, whole, mask);
    const features: number[] = [];
    for (let at = 0; at < words.length; at++) {
      const number = words.numbers[at]!;
      const groups = number < 0 ? words.groups[-1 - number]! : undefined;
      const of = groups === undefined ? own[number]! : wordFeatures(strangerHash(groups), groups, mask);
      for (const bucket of of) features.push(bucket);
    }
    for (let at = 0; at < pairs.length; at++) features.push(pairs.buckets[at]!);
    const score = labels.toxicity ?? Number.NaN;
    return {
      words: words.numbers.slice(0, words.length),
      groups: [...words.groups],
      features: Int32Array.from(features),
      whole,
      labels: Float32Array.from(ATTRIBUTES, (attribute) => labels[attribute] ?? Number.NaN),
      target: set === SCORED ? Math.log(score / (1 - score)) : Number.NaN,
      weight,
    };
  };
}
