import { isTrailingEdge, leetReadings } from '../leet.ts';
import { originalSpan, type TextView } from '../view.ts';

/** Letters that stand apart, read together. */
export interface SpelledLetters {
  readonly letters: string;
  /** Where each stands in the plain text. */
  readonly places: readonly number[];
  readonly end: number;
  /** Letters after which a word ends, where the gaps tell; else `null`. */
  readonly ends: readonly number[] | null;
}

const LETTERS_MIN = 3;
/** Letters taken at a time, so that the work stays linear in the length of the text. */
const LETTERS_MAX = 512;
/** Longest gap between two letters. */
const GAP_MAX = 3;
const SEPARATORS = new Uint8Array(0x10000);
for (const sign of ' .-_*|/,~+\'"#:') SEPARATORS[sign.charCodeAt(0)] = 1;

/**
 * The letters spelled apart from `start` on: `s t u p i d`, `s.t.u.p.i.d`, `5-t-u-p-1-d`; `null` where there are fewer
 * than three, or most are digits.
 *
 * @param wordlike 1 for letters, 2 for signs that may be letters, 3 for letters of other alphabets
 */
export function spelledFrom(
  original: string,
  plain: TextView,
  units: Uint16Array,
  start: number,
  wordlike: Uint8Array,
): SpelledLetters | null {
  const { length } = plain.text;
  const places: number[] = [];
  let letters = '';
  let real = 0;
  let at = start;
  while (at < length && letters.length < LETTERS_MAX && isLetter(units[at]!, wordlike)) {
    const next = at + 1;
    if (next < length && isLetter(units[next]!, wordlike)) break;
    const unit = units[at]!;
    const reading = wordlike[unit] === 2 ? leetReadings(unit)?.[0] : unit;
    if (reading === undefined) break;
    if (wordlike[unit] === 1) real++;
    letters += String.fromCharCode(reading);
    places.push(at);
    // Figures in a row are no word, however long the row.
    if (real === 0 && places.length === LETTERS_MIN) return null;
    let gap = next;
    while (gap < length && SEPARATORS[units[gap]!] === 1 && gap - next < GAP_MAX) gap++;
    if (gap === next) break;
    at = gap;
  }
  // Exclamation marks behind a word are no letters of it.
  while (places.length > 0 && isTrailingEdge(units[places.at(-1)!]!)) {
    places.pop();
    letters = letters.slice(0, -1);
  }
  if (letters.length < LETTERS_MIN || real * 2 < letters.length) return null;
  return { letters, places, end: places.at(-1)! + 1, ends: wordEnds(original, plain, places) };
}

/** A separator that may also be a letter (`+`, `|`, `*`) is no letter here. */
function isLetter(unit: number, wordlike: Uint8Array): boolean {
  const kind = wordlike[unit]!;
  return (kind === 1 || kind === 2) && SEPARATORS[unit] !== 1;
}

const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}]/gu;

/** The shortest gap joins letters, a longer one parts words, where there are both. How wide a gap is, only the original tells. */
function wordEnds(original: string, plain: TextView, places: readonly number[]): readonly number[] | null {
  const widths: number[] = [];
  for (let i = 0; i + 1 < places.length; i++) {
    const { start, end } = originalSpan(plain, places[i]! + 1, places[i + 1]!);
    const gap = original.slice(start, end).replace(UNSEEN, '');
    widths.push(gap.includes("'") ? 0 : gap.length);
  }
  const narrow = Math.min(...widths.filter((width) => width > 0));
  const ends = widths.flatMap((width, at) => (width > narrow ? [at + 1] : []));
  return ends.length === 0 || ends.length * 2 > widths.length ? null : ends;
}
