import type { NormalizedText } from '../normalize.ts';
import { originalSpan, type Range } from '../view.ts';
import { ATTRIBUTES, type Attribute } from './attributes.ts';
import { languageOfWords } from './language.ts';
import { makeNetwork, type Network, sumsOf } from './network.ts';
import { type ModelWords, makeWordReader, type WordReader } from './reader.ts';
import { hashUnits } from './vocabulary.ts';
import { type PackedModel, unpack } from './weights.ts';
import { readWords } from './words.ts';

/** Every attribute of a text, 0 to 1. */
export type TextScores = Readonly<Record<Attribute, number>>;

/** Reads texts and scores them. */
export interface TextModel {
  /** Names the model in every decision that rests on it. */
  readonly version: string;
  /**
   * The scores of a text; `null` where it holds nothing to read, or is in a language that the model does not know.
   * Linear in the length of the text.
   *
   * @param language what the service says the text is in (BCP 47), which wins over what it looks like
   */
  score(text: NormalizedText, language?: string): TextScores | null;
  /** Places of the original text without which an attribute's score would be lower, strongest first; at most eight. */
  explain(text: NormalizedText, attribute: Attribute): readonly Range[];
}

/** The language that the model reads. */
export const MODEL_LANGUAGE = 'en';

/** The other model judged whole comments: what it would say of fewer words counts for less, and of none at all this. */
const LIKENESS_WORDS = 8;
const NEUTRAL = -2;

/** Scores have four digits: what lies beyond is no knowledge. */
const SCALE = 10_000;

/** Words beyond these are not tried one by one when a score is explained. */
const EXPLAINED_WORDS_MAX = 400;
const SPANS_MAX = 8;
/** A word counts as a reason where its absence lowers the sum by so much, and by so much of the largest drop. */
const DROP_MIN = 0.3;
const DROP_SHARE = 0.25;
/** A text of fewer words than this is too short to tell its language by the words that are not known. */
const TELLING_WORDS = 3;

export function makeTextModel(packed: PackedModel): TextModel {
  const network = makeNetwork(unpack(packed));
  const reader = makeWordReader(network.weights.vocabulary);
  const read = (text: NormalizedText): ModelWords => readWords(reader, text.original, text.plain);
  return {
    version: packed.version,
    score(text, language) {
      const words = read(text);
      if (words.length === 0 || !isRead(network, words, language)) return null;
      return toScores(network, sumsOf(network, text.original, words), words.length);
    },
    explain(text, attribute) {
      return reasonsOf(network, reader, text, ATTRIBUTES.indexOf(attribute));
    },
  };
}

function isRead({ weights }: Network, words: ModelWords, language: string | undefined): boolean {
  if (language !== undefined) return language === MODEL_LANGUAGE || language.startsWith(`${MODEL_LANGUAGE}-`);
  const { letters, known, foreign } = words;
  if (foreign * 2 > letters || (letters >= TELLING_WORDS && known * 2 < letters)) return false;
  // English sentences are mostly made of words of its own; only others are looked at more closely.
  if (letters < TELLING_WORDS || words.common * 4 >= letters) return true;
  const guess = languageOfWords(hashesOf(words, weights.vocabulary.hashes));
  return guess === null || guess === MODEL_LANGUAGE;
}

function* hashesOf({ numbers, length, strangers }: ModelWords, hashes: Int32Array): Iterable<number> {
  for (let at = 0; at < length; at++) {
    const number = numbers[at]!;
    yield number >= 0 ? hashes[number]! : hashUnits(strangers[-1 - number]!);
  }
}

function toScores({ weights }: Network, sums: Float32Array, words: number): TextScores {
  const { calibration, likeness } = weights;
  const last = sums.length - 1;
  const trust = Math.min(1, words / LIKENESS_WORDS);
  sums[0]! += likeness * (NEUTRAL + trust * (sums[last]! - NEUTRAL));
  const share = (at: number): number => {
    const [slope, offset] = calibration[at]!;
    return Math.round(SCALE / (1 + Math.exp(-(slope * sums[at]! + offset)))) / SCALE;
  };
  const scores: Record<Attribute, number> = {
    toxicity: share(0),
    severe_toxicity: share(1),
    insult: share(2),
    profanity: share(3),
    identity_attack: share(4),
    threat: share(5),
    sexual: share(6),
    spam: share(7),
    self_harm_intent: share(8),
    self_harm_encouragement: share(9),
    harassment: share(10),
  };
  // Whoever is threatened, or told to hurt themselves, is not spared because the words are polite.
  scores.toxicity = Math.max(scores.toxicity, scores.threat, scores.self_harm_encouragement);
  scores.insult = Math.min(scores.insult, scores.toxicity);
  scores.identity_attack = Math.min(scores.identity_attack, scores.toxicity);
  scores.severe_toxicity = Math.min(scores.severe_toxicity, scores.toxicity);
  return scores;
}

function reasonsOf(
  network: Network,
  reader: WordReader,
  text: NormalizedText,
  output: number,
): readonly Range[] {
  const words = readWords(reader, text.original, text.plain);
  const sum = sumsOf(network, text.original, words)[output]!;
  const drops: { readonly at: number; readonly drop: number }[] = [];
  for (let at = 0; at < Math.min(words.length, EXPLAINED_WORDS_MAX); at++) {
    const drop = sum - sumsOf(network, text.original, words, at)[output]!;
    if (drop >= DROP_MIN) drops.push({ at, drop });
  }
  drops.sort((a, b) => b.drop - a.drop || a.at - b.at);
  const largest = drops[0]?.drop ?? 0;
  return drops
    .filter(({ drop }) => drop >= largest * DROP_SHARE)
    .slice(0, SPANS_MAX)
    .map(({ at }) => originalSpan(text.plain, words.starts[at]!, words.ends[at]!));
}
