import { textingForms } from './lexicon.ts';
import { hashWord } from './tokens.ts';
import { extend, ROOT, type Transitions, transitions } from './transitions.ts';
import { addWord, findWord, type WordTable, wordTable } from './word-table.ts';

/** All words of all phrases, each with a number, in a tree by their letters and in a table by their hashes. */
export interface Vocabulary {
  readonly letters: Transitions;
  /** Node of `letters` → number of the word that ends there; 0: none. */
  readonly wordAt: number[];
  /** Number of a word → the numbers it may stand for: itself, and the classes of texting forms it belongs to. */
  readonly senses: number[][];
  readonly numbers: Map<string, number>;
  readonly table: WordTable;
}

export function vocabulary(): Vocabulary {
  return {
    letters: transitions(),
    wordAt: [0],
    senses: [[]],
    numbers: new Map(),
    table: wordTable(),
  };
}

/**
 * Contractions that are another word without their apostrophe. `i'll` is also written `ill`, but `he'll` is not the
 * word `hell`, nor `we're` the word `were`.
 */
const CONTRACTIONS: ReadonlySet<string> = new Set([
  "i'll",
  "we'll",
  "she'll",
  "he'll",
  "we're",
  "we'd",
  "she'd",
  "i'd",
  "who're",
]);
const BARE: ReadonlySet<string> = new Set([...CONTRACTIONS].map(withoutApostrophes));

export function withoutApostrophes(word: string): string {
  return word.replace(/['`]/g, '');
}

/** The number that stands for a word of a phrase; with `texting`, one that its texting forms share. */
export function numberOf(words: Vocabulary, token: string, texting: boolean): number {
  const word = token.replaceAll('`', "'");
  const bare = withoutApostrophes(word);
  if (CONTRACTIONS.has(word)) {
    const number = known(words, word);
    addSense(words, spelled(words, bare), number);
    if (texting) for (const form of textingForms(word)) addSense(words, spelled(words, form), number);
    return number;
  }
  const number = spelled(words, bare);
  const forms = texting ? textingForms(bare) : [];
  if (forms.length === 0) return number;
  const shared = known(words, `${bare}~`);
  addSense(words, number, shared);
  for (const form of forms) addSense(words, spelled(words, form), shared);
  return shared;
}

/** The number that all these words share. */
export function numberOfClass(words: Vocabulary, members: readonly string[]): number {
  const shared = known(words, `<${members.join('|')}`);
  if (words.senses.length > shared + 1) return shared;
  for (const member of members) {
    addSense(words, numberOf(words, member, false), shared);
    const bare = withoutApostrophes(member);
    // `ill` is read as `i'll` by a sense of its own, which does not lead on to the classes of `i'll`.
    if (CONTRACTIONS.has(member)) addSense(words, spelled(words, bare), shared);
    for (const form of textingForms(CONTRACTIONS.has(member) ? member : bare))
      addSense(words, spelled(words, form), shared);
  }
  return shared;
}

function known(words: Vocabulary, key: string): number {
  const number = words.numbers.get(key);
  if (number !== undefined) return number;
  const next = words.senses.length;
  words.numbers.set(key, next);
  words.senses.push([next]);
  return next;
}

/** The number of a word as it is written, to which its letters and its hash lead. */
function spelled(words: Vocabulary, word: string): number {
  let node = ROOT;
  for (let at = 0; at < word.length; at++) {
    node = extend(words.letters, node, word.charCodeAt(at));
    if (node >= words.wordAt.length) words.wordAt.push(0);
  }
  const number = known(words, word);
  if (words.wordAt[node] === 0) {
    words.wordAt[node] = number;
    addWord(words.table, word, number);
  }
  return number;
}

function addSense(words: Vocabulary, number: number, sense: number): void {
  const senses = words.senses[number]!;
  if (!senses.includes(sense)) senses.push(sense);
}

const NO_WORD = 0;

/**
 * The number of the word written at `[start, end)`; 0 where no phrase knows it. `hash` is `hashWord` of it without
 * apostrophes, of which the first stands at `apostrophe`, or -1.
 */
export function readWord(
  words: Vocabulary,
  hash: number,
  text: string,
  start: number,
  end: number,
  apostrophe: number,
): number {
  const number = findWord(words.table, hash, text, start, end);
  if (apostrophe < 0) return number;
  return (
    contraction(words, text.slice(start, end), number) || possessive(words, text, start, end, apostrophe)
  );
}

/** What a word written with an apostrophe means, given its number without. */
export function contraction(words: Vocabulary, written: string, bareNumber: number): number {
  if (!BARE.has(withoutApostrophes(written))) return bareNumber;
  return words.numbers.get(written.replaceAll('`', "'")) ?? NO_WORD;
}

/** `anna's` is also `anna`. */
function possessive(words: Vocabulary, text: string, start: number, end: number, apostrophe: number): number {
  if (apostrophe !== end - 2 || text.charCodeAt(end - 1) !== 0x73) return NO_WORD;
  return findWord(words.table, hashWord(text.slice(start, apostrophe)), text, start, apostrophe);
}
