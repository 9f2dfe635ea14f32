import { addPlainFinding, type Findings } from './hits.ts';
import { classMembers, type Macros } from './lexicon.ts';
import { normalize } from './normalize.ts';
import { addOutput, nodeBehind, type PhraseGraph, phraseGraph } from './phrase-graph.ts';
import { addLineTo } from './phrase-lines.ts';
import { DEAD, forget, isFull, type PhraseStates, phraseStates, START, step } from './phrase-states.ts';
import { latinReading } from './plain.ts';
import { GAP_MAX, type Tokens, tokenize, tokens, wordsOf } from './tokens.ts';
import { ROOT } from './transitions.ts';
import type { TextView } from './view.ts';
import { numberOf, numberOfClass, readWord, type Vocabulary, vocabulary } from './vocabulary.ts';

/**
 * All phrases in one graph, word by word. A text is read once into word numbers; from each word the graph is followed
 * as far as it goes, which is one step for most.
 */
export interface PhraseIndex {
  readonly words: Vocabulary;
  readonly graph: PhraseGraph;
  readonly states: PhraseStates;
  readonly scratch: { readonly tokens: Tokens; numbers: Int32Array };
}

export function phraseIndex(): PhraseIndex {
  return {
    words: vocabulary(),
    graph: phraseGraph(),
    states: phraseStates(),
    scratch: { tokens: tokens(), numbers: new Int32Array(256) },
  };
}

/** Adds a phrase as it stands; false if it has no words. */
export function addPhrase(index: PhraseIndex, phrase: string, output: number): boolean {
  const { plain, folded } = normalize(phrase);
  if (!addWords(index, plain.text, output)) return false;
  // Accents are often left out in typing; digits and signs in a phrase are meant as they are.
  if (folded !== null && NOT_ASCII.test(plain.text)) addWords(index, folded.text, output);
  // Words of another script that happen to look Latin are read as such in a Latin text.
  const latin = latinReading(phrase);
  if (latin !== null) addWords(index, latin, output);
  return true;
}

const NOT_ASCII = /[^\0-\x7f]/;

function addWords(index: PhraseIndex, text: string, output: number): boolean {
  const words = wordsOf(text);
  if (words.length === 0) return false;
  addNumbers(
    index,
    words.map((word) => numberOf(index.words, word, false)),
    output,
  );
  return true;
}

/** Adds all phrases of a lexicon line, with their texting forms. Throws `LexiconError`. */
export function addLine(index: PhraseIndex, line: string, macros: Macros, output: number): void {
  const known = new Map<string, readonly number[]>();
  const numbers = (token: string) => {
    const before = known.get(token) ?? numbersOf(index, token, macros);
    known.set(token, before);
    return before;
  };
  addLineTo(index.graph, line, macros, numbers, output);
  forgetOld(index);
}

function numbersOf(index: PhraseIndex, token: string, macros: Macros): readonly number[] {
  const members = classMembers(token, macros);
  if (members !== null) return [numberOfClass(index.words, members)];
  return wordsOf(token).map((word) => numberOf(index.words, word, true));
}

function addNumbers(index: PhraseIndex, numbers: readonly number[], output: number): void {
  let node: number = ROOT;
  for (const number of numbers) node = nodeBehind(index.graph, node, number);
  addOutput(index.graph, node, output);
  forgetOld(index);
}

/** What is known of the phrases holds only as long as none is added. */
function forgetOld({ states }: PhraseIndex): void {
  if (states.nodes.length > START + 1) forget(states);
}

/** The state of the phrases behind a word, given by its number. */
export function readOnWith({ states, graph, words }: PhraseIndex, state: number, word: number): number {
  return step(states, graph, state, word, words.senses[word]!);
}

/** Finds all phrases in the plain view of a text. Work: words of the text times words of the longest phrase. */
export function findPhrases(index: PhraseIndex, view: TextView, found: Findings): void {
  const { words, scratch } = index;
  const { text } = view;
  tokenize(text, scratch.tokens);
  const { length, starts, ends, hashes, apostrophes } = scratch.tokens;
  if (scratch.numbers.length < length) scratch.numbers = new Int32Array(length * 2);
  const { numbers } = scratch;
  for (let at = 0; at < length; at++) {
    numbers[at] = readWord(words, hashes[at]!, text, starts[at]!, ends[at]!, apostrophes[at]!);
  }
  if (isFull(index.states)) forget(index.states);
  for (let at = 0; at < length; at++) {
    const word = numbers[at]!;
    if (word === 0) continue;
    const state = readOnWith(index, START, word);
    if (state !== DEAD) goOn(index, at, at, state, found);
  }
}

/** Tells what ends with the word at `at`, which led to `state` from the word at `first` on, and reads what follows. */
function goOn(index: PhraseIndex, first: number, at: number, state: number, found: Findings): void {
  const { scratch } = index;
  const { numbers } = scratch;
  const { starts, ends, light, symbols, length } = scratch.tokens;
  const outputs = index.states.outputs[state]!;
  for (let i = 0; i < outputs.length; i++) addPlainFinding(found, outputs[i]!, starts[first]!, ends[at]!);
  const last = Math.min(length - 1, at + 1 + GAP_MAX);
  for (let next = at + 1; next <= last && light[next] === 1; next++) {
    const word = numbers[next]!;
    if (word !== 0) {
      const target = readOnWith(index, state, word);
      if (target !== DEAD) goOn(index, first, next, target, found);
    }
    if (symbols[next] === 0) break;
  }
}
