import { WHOLE } from './features.ts';
import { hashUnits, type ModelVocabulary, makeVocabulary } from './vocabulary.ts';

/** Sizes of a model's arrays. */
export interface ModelShape {
  readonly words: number;
  /** Buckets for the letter groups of words that the vocabulary lacks. */
  readonly groups: number;
  /** Length of a word's vector. */
  readonly dim: number;
  /** Filters over three neighbouring words. */
  readonly filters: number;
  readonly hidden: number;
  readonly outputs: number;
  readonly kinds: number;
  /** Buckets of the hashed features: a power of two. */
  readonly features: number;
}

/** Words that a filter sees. */
export const WIDTH = 3;

/** A model as it is shipped: JSON, so that every place that can load the engine can load it. */
export interface PackedModel {
  readonly version: string;
  readonly shape: ModelShape;
  /** For each output the slope and the offset that make its sum a share (Platt). */
  readonly calibration: readonly (readonly [slope: number, offset: number])[];
  /** For each output, how much of its sum comes from the hashed features; the rest is the network's. */
  readonly blend: readonly number[];
  /** How much of the last output is added to the first. */
  readonly likeness: number;
  /** The words, commonest first, parted by spaces. */
  readonly words: string;
  /** The arrays in base64, in the order of `unpack`. */
  readonly bytes: string;
}

/** A model ready for use. Matrices are row-major, rows are inputs. */
export interface Weights extends Omit<PackedModel, 'bytes' | 'words'> {
  readonly texts: readonly string[];
  readonly vocabulary: ModelVocabulary;
  /** words × dim, as small integers with a scale for each row. */
  readonly words: Int8Array;
  readonly wordScales: Uint8Array;
  readonly groups: Int8Array;
  readonly groupScales: Uint8Array;
  readonly features: Int8Array;
  readonly featureScales: Uint8Array;
  /** kinds × dim */
  readonly kinds: Float32Array;
  /** (WIDTH × dim) × filters */
  readonly filters: Float32Array;
  readonly filterBias: Float32Array;
  /** (filters + dim + WHOLE) × hidden */
  readonly hidden: Float32Array;
  readonly hiddenBias: Float32Array;
  /** (hidden + filters) × outputs */
  readonly outputs: Float32Array;
  readonly outputBias: Float32Array;
  readonly featureBias: Float32Array;
}

/** What one step of a row with this scale byte is worth: eight bytes to a doubling. */
export const STEP_OF: Float32Array = Float32Array.from(
  { length: 256 },
  (_, scale) => 2 ** ((scale - 160) / 8) / 127,
);

/** Reads the arrays out of a packed model. */
export function unpack({ bytes, words: joined, ...model }: PackedModel): Weights {
  const { words, groups, dim, filters, hidden, outputs, kinds, features } = model.shape;
  const buffer = decodeBase64(bytes);
  let at = 0;
  const take = (length: number): ArrayBuffer => {
    const part = buffer.slice(at, at + length);
    at += length;
    return part;
  };
  const floats = (length: number): Float32Array => new Float32Array(take(length * 4));
  const texts = joined.split(' ');
  const hashes = Int32Array.from(texts, (word) => hashUnits(word));
  const vocabulary = makeVocabulary(hashes, new Uint8Array(take(words)));
  return {
    ...model,
    texts,
    vocabulary,
    words: new Int8Array(take(words * dim)),
    wordScales: new Uint8Array(take(words)),
    groups: new Int8Array(take(groups * dim)),
    groupScales: new Uint8Array(take(groups)),
    features: new Int8Array(take(features * outputs)),
    featureScales: new Uint8Array(take(features)),
    kinds: floats(kinds * dim),
    filters: floats(WIDTH * dim * filters),
    filterBias: floats(filters),
    hidden: floats((filters + dim + WHOLE) * hidden),
    hiddenBias: floats(hidden),
    outputs: floats((hidden + filters) * outputs),
    outputBias: floats(outputs),
    featureBias: floats(outputs),
  };
}

function decodeBase64(text: string): ArrayBuffer {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes.buffer;
}
