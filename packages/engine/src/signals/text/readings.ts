import { CHAR_CLASS, CharClass, isAsciiLetter } from './characters.ts';
import { addPlainFinding, type Findings } from './hits.ts';
import { Cell, endOf, type Lattice, startOf } from './lattice.ts';
import { leetReadings } from './leet.ts';
import { DEAD, START } from './phrase-states.ts';
import { type PhraseIndex, readOnWith } from './phrases.ts';
import { GAP_MAX } from './tokens.ts';
import { follow, NOWHERE, ROOT } from './transitions.ts';
import { contraction } from './vocabulary.ts';

/**
 * Steps allowed from one place of a text. Ordinary disguises need a few dozen; a text made of nothing but ambiguous
 * signs is cut short here, so that the work stays linear in its length.
 */
export const STEPS_MAX = 400;
/**
 * A phrase that begins or ends inside letters spelled apart has at least so many letters, in one word or in several:
 * `h e l l o` holds no `hell`, nor `t h e r a p i s t` what its last letters spell.
 */
const LETTERS_INSIDE = { oneWord: 8, severalWords: 6 };

interface Search {
  readonly index: PhraseIndex;
  readonly lattice: Lattice;
  readonly found: Findings;
  first: number;
  steps: number;
}

/** A word being read: where it began, and what has been reached before it. */
interface Word {
  readonly start: number;
  readonly state: number;
  /** Words of the phrase so far, this one counted. */
  readonly count: number;
}

/** What a reading rests on, as a bit set. */
const Mark = { leet: 1, mixed: 2, digits: 4 } as const;

/**
 * Finds all phrases in all readings of a disguised text at once, led by the words that exist.
 *
 * @returns the steps taken: at most `STEPS_MAX` a cell, whatever the text.
 */
export function findInReadings(index: PhraseIndex, lattice: Lattice, found: Findings): number {
  const search: Search = { index, lattice, found, first: 0, steps: 0 };
  let taken = 0;
  for (let at = 0; at < lattice.length; at++) {
    if (!startsWord(lattice, at)) continue;
    search.first = at;
    search.steps = STEPS_MAX;
    readWordAt(search, at, START, 1, 0);
    taken += STEPS_MAX - Math.max(0, search.steps);
  }
  return taken;
}

function classAt({ data, length }: Lattice, at: number): number {
  if (at >= length) return CharClass.gap;
  const cell = data[at]!;
  if ((cell & (Cell.leet | Cell.wildcard)) !== 0) return CharClass.word;
  return CHAR_CLASS[cell & 0xffff]!;
}

/** Inside a word that may have several letters. */
function isLetter(lattice: Lattice, at: number): boolean {
  const kind = classAt(lattice, at);
  if (kind === CharClass.tail) return at > 0 && classAt(lattice, at - 1) === CharClass.pair;
  return kind === CharClass.word || kind === CharClass.pair;
}

function mayBreakAfter({ data }: Lattice, at: number): boolean {
  return at >= 0 && (data[at]! & Cell.mayBreak) !== 0;
}

function startsWord(lattice: Lattice, at: number): boolean {
  const kind = classAt(lattice, at);
  if (kind === CharClass.solo || kind === CharClass.symbol) return true;
  if (kind !== CharClass.word && kind !== CharClass.pair) return false;
  return at === 0 || !isLetter(lattice, at - 1) || mayBreakAfter(lattice, at - 1);
}

/** Reads on at a word that begins at cell `at`, the `count`-th of its phrase. */
function readWordAt(search: Search, at: number, state: number, count: number, marks: number): void {
  const { lattice, index } = search;
  const word = { start: at, state, count };
  if (isLetter(lattice, at)) {
    readOn(search, word, at, ROOT, -1, marks);
    return;
  }
  let node: number = ROOT;
  let end = at;
  do {
    node = follow(index.words.letters, node, lattice.data[end]! & 0xffff);
    end++;
  } while (node !== NOWHERE && classAt(lattice, end) === CharClass.tail);
  search.steps--;
  if (node !== NOWHERE) endWord(search, word, end, node, -1, marks);
}

/** Follows the letters of one word from cell `at`, having reached `letterNode`; `apostrophe`: its first, or -1. */
function readOn(
  search: Search,
  word: Word,
  at: number,
  letterNode: number,
  apostrophe: number,
  marks: number,
): void {
  if (search.steps-- <= 0) return;
  const { lattice, index } = search;
  const { letters } = index.words;
  const inWord = isLetter(lattice, at);
  const joins = !inWord && classAt(lattice, at) === CharClass.apostrophe && isLetter(lattice, at + 1);
  if (at > word.start && !joins && (!inWord || mayBreakAfter(lattice, at - 1)))
    endWord(search, word, at, letterNode, apostrophe, marks);
  if (!inWord) {
    if (at > word.start && joins) {
      readOn(search, word, at + 1, letterNode, apostrophe < 0 ? at : apostrophe, marks);
      if (apostrophe < 0 && isPossessive(lattice, at)) endWord(search, word, at + 2, letterNode, -1, marks);
    }
    return;
  }
  const cell = lattice.data[at]!;
  const unit = cell & 0xffff;
  if ((cell & Cell.wildcard) !== 0) {
    for (let letter = 0x61; letter <= 0x7a; letter++) {
      const node = follow(letters, letterNode, letter);
      if (node !== NOWHERE) readOn(search, word, at + 1, node, apostrophe, marks | Mark.leet);
    }
  } else if ((cell & Cell.leet) !== 0) {
    for (const letter of leetReadings(unit)!) {
      const node = follow(letters, letterNode, letter);
      if (node === NOWHERE) continue;
      readOn(search, word, at + 1, node, apostrophe, letter === unit ? marks : marks | markOf(cell));
    }
  } else {
    const node = follow(letters, letterNode, unit);
    if (node !== NOWHERE) readOn(search, word, at + 1, node, apostrophe, marks);
  }
  if ((cell & Cell.optional) !== 0) readOn(search, word, at + 1, letterNode, apostrophe, marks);
}

function markOf(cell: number): number {
  if ((cell & Cell.digits) !== 0) return Mark.digits;
  return (cell & Cell.mixed) !== 0 ? Mark.mixed : Mark.leet;
}

/** Numbers count as words only beside real leetspeak, and a letter with its number only beside other words. */
function isCredible(count: number, marks: number): boolean {
  if ((marks & Mark.digits) !== 0) return (marks & Mark.leet) !== 0;
  return (marks & Mark.mixed) === 0 || count > 1;
}

/** `'s` from the apostrophe on, and nothing more. */
function isPossessive(lattice: Lattice, at: number): boolean {
  return (lattice.data[at + 1]! & 0xffff) === 0x73 && !isLetter(lattice, at + 2);
}

/** A word may end before cell `at`: goes on in the phrases with all it may mean. */
function endWord(
  search: Search,
  word: Word,
  at: number,
  letterNode: number,
  apostrophe: number,
  marks: number,
): void {
  const { lattice, index, found } = search;
  const bare = index.words.wordAt[letterNode]!;
  if (bare === 0) return;
  const number = apostrophe < 0 ? bare : contraction(index.words, written(lattice, word.start, at), bare);
  if (number === 0) return;
  const state = readOnWith(index, word.state, number);
  if (state === DEAD) return;
  const outputs = index.states.outputs[state]!;
  if (outputs.length > 0 && isCredible(word.count, marks) && isWhole(search, at, word.count)) {
    const start = startOf(lattice, search.first);
    for (const output of outputs) addPlainFinding(found, output, start, endOf(lattice, at - 1));
  }
  goOn(search, at, state, word.count + 1, marks);
}

function written({ data }: Lattice, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at++) text += String.fromCharCode(data[at]! & 0xffff);
  return text;
}

/** Edges inside a stretch of spelled letters count only for phrases long enough not to be chance. */
function isWhole(search: Search, end: number, count: number): boolean {
  const { lattice, first } = search;
  const ragged =
    mayBreakAfter(lattice, first - 1) || (mayBreakAfter(lattice, end - 1) && isLetter(lattice, end));
  if (!ragged) return true;
  let letters = 0;
  for (let at = first; at < end; at++) if (isAsciiLetter(lattice.data[at]! & 0xffff)) letters++;
  return letters >= (count === 1 ? LETTERS_INSIDE.oneWord : LETTERS_INSIDE.severalWords);
}

/** Goes on with the next word, across light punctuation and a few signs only. */
function goOn(search: Search, from: number, state: number, count: number, marks: number): void {
  const { lattice } = search;
  if (isLetter(lattice, from)) {
    readWordAt(search, from, state, count, marks);
    return;
  }
  let gap = 0;
  let signs = 0;
  for (let at = from; at < lattice.length && gap <= GAP_MAX && signs <= GAP_MAX; at++) {
    const kind = classAt(lattice, at);
    switch (kind) {
      case CharClass.word:
      case CharClass.pair:
      case CharClass.solo:
        readWordAt(search, at, state, count, marks);
        return;
      case CharClass.symbol:
        readWordAt(search, at, state, count, marks);
        signs++;
        gap = 0;
        break;
      case CharClass.strong:
        return;
      case CharClass.dot:
        if (endsSentence(lattice, at)) return;
        gap++;
        break;
      case CharClass.tail:
        break;
      default:
        gap++;
    }
  }
}

function endsSentence({ data, length }: Lattice, at: number): boolean {
  const next = at + 1 < length ? data[at + 1]! & 0xffff : 0x20;
  return next === 0x20 && (at === 0 || (data[at - 1]! & 0xffff) !== 0x2e);
}
