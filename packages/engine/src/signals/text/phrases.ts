import { addFinding, type Findings } from './hits.ts';
import { classMembers, expandLine, type Macros } from './lexicon.ts';
import { normalize } from './normalize.ts';
import { type Tokens, tokenize, tokens } from './tokens.ts';
import { extend, follow, NOWHERE, ROOT, type Transitions, transitions } from './transitions.ts';
import { originalSpan, type TextView } from './view.ts';
import { numberOf, numberOfClass, readWord, type Vocabulary, vocabulary } from './vocabulary.ts';

/**
 * All phrases in one tree, word by word. A text is read once into word numbers; from each word the tree is followed as
 * far as it goes, which is one step for most.
 */
export interface PhraseIndex {
  readonly words: Vocabulary;
  readonly phrases: Transitions;
  /** Node of `phrases` → the outputs (patterns) of the phrases that end there. */
  readonly outputs: (number[] | undefined)[];
  readonly scratch: { readonly tokens: Tokens; numbers: Int32Array };
}

export function phraseIndex(): PhraseIndex {
  return {
    words: vocabulary(),
    phrases: transitions(),
    outputs: [undefined],
    scratch: { tokens: tokens(), numbers: new Int32Array(256) },
  };
}

/** Words of a phrase as the scanner will see them in a text; empty where it holds none. */
function wordsOf(text: string): string[] {
  const into = tokens();
  tokenize(text, into);
  return Array.from({ length: into.length }, (_, i) => text.slice(into.starts[i], into.ends[i]));
}

/** Adds a phrase as it stands; false if it has no words. */
export function addPhrase(index: PhraseIndex, phrase: string, output: number): boolean {
  const { plain, folded } = normalize(phrase);
  const words = wordsOf(plain.text);
  if (words.length === 0) return false;
  addNumbers(
    index,
    words.map((word) => numberOf(index.words, word, false)),
    output,
  );
  // Accents are often left out in typing; digits and signs in a phrase are meant as they are.
  if (folded !== null && /[^\0-\x7f]/.test(plain.text)) {
    addNumbers(
      index,
      wordsOf(folded.text).map((word) => numberOf(index.words, word, false)),
      output,
    );
  }
  return true;
}

/** Adds all phrases of a lexicon line, with their texting forms. Throws `LexiconError`. */
export function addLine(index: PhraseIndex, line: string, macros: Macros, output: number): void {
  for (const phrase of expandLine(line, macros)) {
    const numbers = phrase.flatMap((token) => {
      const members = classMembers(token, macros);
      if (members !== null) return [numberOfClass(index.words, members)];
      return wordsOf(token).map((word) => numberOf(index.words, word, true));
    });
    addNumbers(index, numbers, output);
  }
}

function addNumbers(index: PhraseIndex, numbers: readonly number[], output: number): void {
  let node: number = ROOT;
  for (const number of numbers) {
    node = extend(index.phrases, node, number);
    if (node >= index.outputs.length) index.outputs.push(undefined);
  }
  const outputs = index.outputs[node];
  if (outputs === undefined) index.outputs[node] = [output];
  else if (!outputs.includes(output)) outputs.push(output);
}

/** Finds all phrases in plain text. Work: words of the text times words of the longest phrase. */
export function findPhrases(index: PhraseIndex, view: TextView, found: Findings): void {
  const { words, scratch } = index;
  const { text } = view;
  tokenize(text, scratch.tokens);
  const { length, starts, ends, apostrophes } = scratch.tokens;
  if (scratch.numbers.length < length) scratch.numbers = new Int32Array(length * 2);
  const { numbers } = scratch;
  for (let at = 0; at < length; at++) {
    numbers[at] = readWord(words, text, starts[at]!, ends[at]!, apostrophes[at]!);
  }
  for (let at = 0; at < length; at++) {
    if (numbers[at] !== 0) walk(index, view, at, at, ROOT, found);
  }
}

function walk(
  index: PhraseIndex,
  view: TextView,
  first: number,
  at: number,
  from: number,
  found: Findings,
): void {
  const { phrases, outputs, scratch } = index;
  const { starts, ends, light, length } = scratch.tokens;
  const senses = index.words.senses[scratch.numbers[at]!]!;
  for (let i = 0; i < senses.length; i++) {
    const node = follow(phrases, from, senses[i]!);
    if (node === NOWHERE) continue;
    const here = outputs[node];
    if (here !== undefined) {
      const { start, end } = originalSpan(view, starts[first]!, ends[at]!);
      for (const output of here) addFinding(found, output, start, end);
    }
    const next = at + 1;
    if (next < length && light[next] === 1 && scratch.numbers[next] !== 0)
      walk(index, view, first, next, node, found);
  }
}
