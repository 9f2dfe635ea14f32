import {
  type Features,
  isGrouped,
  makeFeatures,
  readPairs,
  strangerHash,
  WHOLE,
  wholeOf,
  wordFeatures,
} from './features.ts';
import { letterGroups } from './letter-groups.ts';
import type { ModelWords } from './reader.ts';
import { STEP_OF, type Weights, WIDTH } from './weights.ts';

/** Words whose products with the filters are kept: the commonest keep theirs for good. */
const KEPT = 16_384;
/** Words that are not known, kept until so many others came. */
const STRANGERS_KEPT = 4096;

/** A model with its scratch space: one text at a time. */
export interface Network {
  readonly weights: Weights;
  readonly features: Features;
  readonly whole: Float32Array;
  /** Number of the word whose row each place of `rows` holds, or -1. */
  readonly owners: Int32Array;
  /** A word's vector, what it adds to each filter by its place in the window, its own features' sums and their count. */
  readonly rows: (Float32Array | undefined)[];
  readonly strangers: Map<string, Float32Array>;
  readonly pooled: Float32Array;
  readonly input: Float32Array;
  readonly hidden: Float32Array;
  readonly outputs: Float32Array;
  /** Sums of the hashed features, and last how many there are. */
  readonly linear: Float32Array;
}

export function makeNetwork(weights: Weights): Network {
  const { filters, dim, hidden, outputs } = weights.shape;
  return {
    weights,
    features: makeFeatures(),
    whole: new Float32Array(WHOLE),
    owners: new Int32Array(KEPT).fill(-1),
    rows: new Array<Float32Array | undefined>(KEPT),
    strangers: new Map(),
    pooled: new Float32Array(filters),
    input: new Float32Array(filters + dim + WHOLE),
    hidden: new Float32Array(hidden),
    outputs: new Float32Array(outputs),
    linear: new Float32Array(outputs + 1),
  };
}

const vector = new Float32Array(256);
const NONE = new Int32Array(0);

function maskOf({ weights }: Network): number {
  return weights.shape.features - 1;
}

function rowOf(network: Network, words: ModelWords, at: number): Float32Array {
  const number = words.numbers[at]!;
  if (number < 0) {
    const word = words.strangers[-1 - number]!;
    const kept = network.strangers.get(word);
    if (kept !== undefined) return kept;
    const groups = words.groups[-1 - number]!;
    const made = project(
      network,
      groupVector(network, groups),
      wordFeatures(strangerHash(groups), groups, maskOf(network)),
    );
    if (network.strangers.size === STRANGERS_KEPT) network.strangers.clear();
    network.strangers.set(word, made);
    return made;
  }
  const slot = number % KEPT;
  const known = network.rows[slot];
  if (known !== undefined && network.owners[slot] === number) return known;
  const { texts, vocabulary } = network.weights;
  const groups = isGrouped(texts[number]!) ? letterGroups(texts[number]!) : NONE;
  const own = wordFeatures(vocabulary.hashes[number]!, groups, maskOf(network));
  const row = project(network, wordVector(network, number), own);
  network.rows[slot] = row;
  network.owners[slot] = number;
  return row;
}

function wordVector({ weights }: Network, number: number): Float32Array {
  const { dim } = weights.shape;
  const step = STEP_OF[weights.wordScales[number]!]!;
  const from = number * dim;
  const kind = weights.vocabulary.kinds[number]! * dim;
  for (let d = 0; d < dim; d++) vector[d] = weights.words[from + d]! * step + weights.kinds[kind + d]!;
  return vector;
}

function groupVector({ weights }: Network, groups: Int32Array): Float32Array {
  const { dim, groups: buckets } = weights.shape;
  vector.fill(0, 0, dim);
  const share = groups.length === 0 ? 0 : 1 / Math.sqrt(groups.length);
  for (const group of groups) {
    const bucket = (group >>> 0) % buckets;
    const step = STEP_OF[weights.groupScales[bucket]!]! * share;
    for (let d = 0; d < dim; d++) vector[d]! += weights.groups[bucket * dim + d]! * step;
  }
  return vector;
}

function project({ weights }: Network, word: Float32Array, own: Int32Array): Float32Array {
  const { dim, filters, outputs } = weights.shape;
  const sums = dim + WIDTH * filters;
  const row = new Float32Array(sums + outputs + 1);
  for (const bucket of own) {
    const step = STEP_OF[weights.featureScales[bucket]!]!;
    for (let k = 0; k < outputs; k++) row[sums + k]! += weights.features[bucket * outputs + k]! * step;
  }
  row[sums + outputs] = own.length;
  for (let d = 0; d < dim; d++) row[d] = word[d]!;
  for (let place = 0; place < WIDTH; place++) {
    const to = dim + place * filters;
    for (let d = 0; d < dim; d++) {
      const value = word[d]!;
      const from = (place * dim + d) * filters;
      for (let f = 0; f < filters; f++) row[to + f]! += value * weights.filters[from + f]!;
    }
  }
  return row;
}

/**
 * The sums of a text, one an output, not yet shares; the array is used again for the next text.
 *
 * @param without a word to leave out, or -1
 */
export function sumsOf(network: Network, original: string, words: ModelWords, without = -1): Float32Array {
  const { weights, whole, features, outputs, linear } = network;
  const { blend, shape } = weights;
  const count = shape.outputs;
  wholeOf(original, words, whole);
  readPairs(features, weights.vocabulary, words, whole, maskOf(network));
  linear.fill(0);
  runFilters(network, words, without);
  runLayers(network);
  for (let at = 0; at < features.length; at++) {
    const owner = features.owners[at]!;
    if (without >= 0 && owner >= without && owner <= without + 2) continue;
    const bucket = features.buckets[at]!;
    const step = STEP_OF[weights.featureScales[bucket]!]!;
    const from = bucket * count;
    for (let k = 0; k < count; k++) linear[k]! += weights.features[from + k]! * step;
  }
  const share = 1 / Math.sqrt(features.length + linear[count]!);
  for (let k = 0; k < count; k++) {
    const hashed = weights.featureBias[k]! + linear[k]! * share;
    outputs[k]! += blend[k]! * (hashed - outputs[k]!);
  }
  return outputs;
}

function runFilters(network: Network, words: ModelWords, without: number): void {
  const { weights, pooled, input, whole, linear } = network;
  const { dim, filters, outputs } = weights.shape;
  const sums = dim + WIDTH * filters;
  const { length } = words;
  pooled.fill(0);
  input.fill(0);
  let before: Float32Array | undefined;
  let here = length > 0 && without !== 0 ? rowOf(network, words, 0) : undefined;
  for (let at = 0; at < length; at++) {
    const next = at + 1 < length && at + 1 !== without ? rowOf(network, words, at + 1) : undefined;
    if (here !== undefined) {
      for (let d = 0; d < dim; d++) input[filters + d]! += here[d]!;
      for (let k = 0; k <= outputs; k++) linear[k]! += here[sums + k]!;
    }
    for (let f = 0; f < filters; f++) {
      let sum = weights.filterBias[f]!;
      if (before !== undefined) sum += before[dim + f]!;
      if (here !== undefined) sum += here[dim + filters + f]!;
      if (next !== undefined) sum += next[dim + 2 * filters + f]!;
      if (sum > pooled[f]!) pooled[f] = sum;
    }
    before = here;
    here = next;
  }
  const share = length > 0 ? 1 / Math.sqrt(length) : 0;
  for (let f = 0; f < filters; f++) input[f] = pooled[f]!;
  for (let d = 0; d < dim; d++) input[filters + d]! *= share;
  for (let i = 0; i < WHOLE; i++) input[filters + dim + i] = whole[i]!;
}

function runLayers({ weights, input, hidden, outputs, pooled }: Network): void {
  const { filters, hidden: size, outputs: count } = weights.shape;
  hidden.set(weights.hiddenBias);
  for (let i = 0; i < input.length; i++) {
    const value = input[i]!;
    if (value === 0) continue;
    const from = i * size;
    for (let j = 0; j < size; j++) hidden[j]! += value * weights.hidden[from + j]!;
  }
  outputs.set(weights.outputBias);
  for (let j = 0; j < size; j++) {
    const value = hidden[j]!;
    if (value <= 0) continue;
    for (let k = 0; k < count; k++) outputs[k]! += value * weights.outputs[j * count + k]!;
  }
  for (let f = 0; f < filters; f++) {
    const value = pooled[f]!;
    if (value === 0) continue;
    for (let k = 0; k < count; k++) outputs[k]! += value * weights.outputs[(size + f) * count + k]!;
  }
}
