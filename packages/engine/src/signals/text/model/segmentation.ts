import { findWord, HASH_SEED, hashUnit, type ModelVocabulary } from './vocabulary.ts';

/** A word inside letters written without gaps: its number, and where it stands in them. */
export interface Segment {
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

const WORD_MAX = 18;
/** What a letter costs that belongs to no word: dearer than any word. */
const STRAY = 14;
/** What every word costs, so that few long words beat many short ones. */
const EACH = 3;
/** Letters read at a time; what is longer is cut there. */
const LETTERS_MAX = 512;
/** Words of one letter. */
const LONE = new Set(['a', 'i', 'u', 'r']);
/** Rarer words of two letters are mostly abbreviations. */
const SHORT_RANK = 400;

const cost = new Float64Array(LETTERS_MAX + 1);
const from = new Int32Array(LETTERS_MAX + 1);
const word = new Int32Array(LETTERS_MAX + 1);

/**
 * The likeliest words in letters without gaps (`youarestupid`), by how common the words are. Linear in the number of
 * letters.
 *
 * @returns the words in order, stray letters left out; `null` where less than three quarters of the letters make words
 */
export function segmentLetters(vocabulary: ModelVocabulary, letters: string): readonly Segment[] | null {
  const length = Math.min(letters.length, LETTERS_MAX);
  cost.fill(Number.POSITIVE_INFINITY, 0, length + 1);
  cost[0] = 0;
  for (let at = 0; at < length; at++) {
    const here = cost[at]!;
    relax(at, at + 1, here + STRAY, -1);
    let hash = HASH_SEED;
    for (let end = at + 1; end <= length && end - at <= WORD_MAX; end++) {
      hash = hashUnit(hash, letters.charCodeAt(end - 1));
      const number = findWord(vocabulary, hash);
      if (number < 0) continue;
      if (end - at === 1 && !LONE.has(letters.charAt(at))) continue;
      if (end - at === 2 && number > SHORT_RANK) continue;
      relax(at, end, here + EACH + Math.log(number + 20), number);
    }
  }
  const found: Segment[] = [];
  let covered = 0;
  for (let end = length; end > 0; end = from[end]!) {
    if (word[end]! < 0) continue;
    found.push({ number: word[end]!, start: from[end]!, end });
    covered += end - from[end]!;
  }
  return covered * 4 >= length * 3 ? found.reverse() : null;
}

function relax(start: number, end: number, total: number, number: number): void {
  if (total >= cost[end]!) return;
  cost[end] = total;
  from[end] = start;
  word[end] = number;
}
