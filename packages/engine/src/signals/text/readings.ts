import { CHAR_CLASS, CharClass, isAsciiLetter } from './characters.ts';
import { addFinding, type Findings } from './hits.ts';
import { Cell, type Lattice } from './lattice.ts';
import { leetReadings } from './leet.ts';
import type { PhraseIndex } from './phrases.ts';
import { GAP_MAX } from './tokens.ts';
import { follow, NOWHERE, ROOT } from './transitions.ts';
import { contraction } from './vocabulary.ts';

/**
 * Steps allowed from one place of a text. Ordinary disguises need a few dozen; a text made of nothing but ambiguous
 * signs is cut short here, so that the work stays linear in its length.
 */
const STEPS = 600;
/** A phrase that begins or ends inside letters spelled apart has at least this many: `h e l l o` holds no `hell`. */
const LETTERS_INSIDE = 6;

interface Search {
  readonly index: PhraseIndex;
  readonly lattice: Lattice;
  readonly found: Findings;
  first: number;
  steps: number;
}

/** Finds all phrases in all readings of a disguised text at once, led by the words that exist. */
export function findInReadings(index: PhraseIndex, lattice: Lattice, found: Findings): void {
  const search: Search = { index, lattice, found, first: 0, steps: 0 };
  for (let at = 0; at < lattice.length; at++) {
    if (!isWordCell(lattice, at) || !startsWord(lattice, at)) continue;
    search.first = at;
    search.steps = STEPS;
    readOn(search, at, at, ROOT, ROOT, false);
  }
}

function isWordCell(lattice: Lattice, at: number): boolean {
  if (at >= lattice.length) return false;
  if ((lattice.flags[at]! & (Cell.leet | Cell.wildcard)) !== 0) return true;
  return CHAR_CLASS[lattice.units[at]!] === CharClass.word;
}

function mayBreakAfter(lattice: Lattice, at: number): boolean {
  return at >= 0 && (lattice.flags[at]! & Cell.mayBreak) !== 0;
}

function startsWord(lattice: Lattice, at: number): boolean {
  return at === 0 || !isWordCell(lattice, at - 1) || mayBreakAfter(lattice, at - 1);
}

/** Follows the letters of one word from cell `at`, having reached `letterNode`; the word began at `wordStart`. */
function readOn(
  search: Search,
  wordStart: number,
  at: number,
  letterNode: number,
  phraseNode: number,
  apostrophe: boolean,
): void {
  if (search.steps-- <= 0) return;
  const { lattice, index } = search;
  const { letters } = index.words;
  const inWord = isWordCell(lattice, at);
  if (at > wordStart && (!inWord || mayBreakAfter(lattice, at - 1))) {
    endWord(search, wordStart, at, letterNode, phraseNode, apostrophe);
  }
  if (!inWord) {
    const kind = at < lattice.length ? CHAR_CLASS[lattice.units[at]!] : CharClass.gap;
    if (kind === CharClass.apostrophe && at > wordStart && isWordCell(lattice, at + 1)) {
      readOn(search, wordStart, at + 1, letterNode, phraseNode, true);
    }
    return;
  }
  const unit = lattice.units[at]!;
  const flags = lattice.flags[at]!;
  if ((flags & Cell.wildcard) !== 0) {
    for (let letter = 0x61; letter <= 0x7a; letter++) {
      const node = follow(letters, letterNode, letter);
      if (node !== NOWHERE) readOn(search, wordStart, at + 1, node, phraseNode, apostrophe);
    }
  } else if ((flags & Cell.leet) !== 0) {
    for (const letter of leetReadings(unit)!) {
      const node = follow(letters, letterNode, letter);
      if (node !== NOWHERE) readOn(search, wordStart, at + 1, node, phraseNode, apostrophe);
    }
  } else {
    const node = follow(letters, letterNode, unit);
    if (node !== NOWHERE) readOn(search, wordStart, at + 1, node, phraseNode, apostrophe);
  }
  if ((flags & Cell.optional) !== 0) readOn(search, wordStart, at + 1, letterNode, phraseNode, apostrophe);
}

/** A word may end before cell `at`: goes on in the phrases with all it may mean. */
function endWord(
  search: Search,
  wordStart: number,
  at: number,
  letterNode: number,
  phraseNode: number,
  apostrophe: boolean,
): void {
  const { lattice, index, found } = search;
  const { words, phrases, outputs } = index;
  const bare = words.wordAt[letterNode]!;
  if (bare === 0) return;
  const number = apostrophe ? contraction(words, written(lattice, wordStart, at), bare) : bare;
  const next = nextWord(lattice, at);
  for (const sense of words.senses[number] ?? []) {
    const node = follow(phrases, phraseNode, sense);
    if (node === NOWHERE) continue;
    const here = outputs[node];
    if (here !== undefined && isWhole(search, at)) {
      for (const output of here)
        addFinding(found, output, lattice.starts[search.first]!, lattice.ends[at - 1]!);
    }
    if (next >= 0) readOn(search, next, next, ROOT, node, false);
  }
}

function written(lattice: Lattice, from: number, to: number): string {
  return String.fromCharCode(...lattice.units.subarray(from, to));
}

/** Edges inside a stretch of spelled letters count only for phrases long enough not to be chance. */
function isWhole(search: Search, end: number): boolean {
  const { lattice, first } = search;
  const ragged =
    (first > 0 && mayBreakAfter(lattice, first - 1)) ||
    (mayBreakAfter(lattice, end - 1) && isWordCell(lattice, end));
  if (!ragged) return true;
  let letters = 0;
  for (let at = first; at < end; at++) if (isAsciiLetter(lattice.units[at]!)) letters++;
  return letters >= LETTERS_INSIDE;
}

/** The first cell of the next word, across light punctuation only; -1 where there is none. */
function nextWord(lattice: Lattice, at: number): number {
  if (isWordCell(lattice, at)) return at;
  for (let next = at; next < Math.min(lattice.length, at + GAP_MAX + 1); next++) {
    if (isWordCell(lattice, next)) return next;
    const kind = CHAR_CLASS[lattice.units[next]!];
    if (kind === CharClass.strong) return -1;
    if (kind === CharClass.dot) {
      const after = next + 1 < lattice.length ? lattice.units[next + 1] : 0x20;
      if (after === 0x20 && (next === 0 || lattice.units[next - 1] !== 0x2e)) return -1;
    }
  }
  return -1;
}
