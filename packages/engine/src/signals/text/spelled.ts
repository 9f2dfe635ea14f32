import { isAsciiLetter, isWordUnit } from './characters.ts';
import { isAccentedLatin, isCombiningMark } from './diacritics.ts';
import type { TextView } from './view.ts';

/** A stretch in which every letter stands alone: `k i l l`, `k.i.l.l`. */
export interface SpelledRegion {
  /** Places of the letters in plain text. */
  readonly letters: readonly number[];
  /** After which letters a word ends; `null` where all gaps are alike and any may be the end of a word. */
  readonly gaps: readonly boolean[] | null;
}

const LETTERS_MIN = 3;
/** Longest separator, in units of plain text. */
const GAP_MAX = 3;
const LEET = /[0134578@$]/;
const NO_SEPARATOR = /[?;:()[\]{}]/;

/** All spelled-out stretches of a plain text, in order. */
export function spelledRegions(view: TextView): readonly SpelledRegion[] {
  const regions: SpelledRegion[] = [];
  const { text } = view;
  let letters: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (!isWordUnit(text.charCodeAt(at)) && text.charCodeAt(at) !== 0x40 && text.charCodeAt(at) !== 0x24)
      continue;
    const last = letters.at(-1);
    const adjoins =
      last !== undefined && at - last - 1 <= GAP_MAX && !NO_SEPARATOR.test(text.slice(last + 1, at));
    if (isSingle(text, at)) {
      if (last !== undefined && !adjoins) {
        finish(regions, view, letters);
        letters = [];
      }
      letters.push(at);
      continue;
    }
    finish(regions, view, letters);
    letters = [];
    while (at + 1 < text.length && isWordUnit(text.charCodeAt(at + 1))) at++;
  }
  finish(regions, view, letters);
  return regions;
}

function isSingle(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (!isAsciiLetter(unit) && !isAccentedLatin(unit) && !LEET.test(text[at]!)) return false;
  const before = at > 0 ? text.charCodeAt(at - 1) : 0x20;
  const after = at + 1 < text.length ? text.charCodeAt(at + 1) : 0x20;
  if (isCombiningMark(after)) return false;
  return !isWordUnit(before) && !isWordUnit(after);
}

function finish(regions: SpelledRegion[], view: TextView, letters: number[]): void {
  if (letters.length < LETTERS_MIN) return;
  let alphabetic = 0;
  for (const at of letters) if (!LEET.test(view.text[at]!)) alphabetic++;
  if (alphabetic * 2 < letters.length) return;
  regions.push({ letters, gaps: wordGaps(view, letters) });
}

/** The commonest separator joins letters; every other one parts words. */
function wordGaps(view: TextView, letters: readonly number[]): boolean[] | null {
  const kinds: string[] = [];
  const count = new Map<string, number>();
  for (let i = 0; i + 1 < letters.length; i++) {
    const from = letters[i]!;
    const to = letters[i + 1]!;
    const width = view.map === null ? to - from - 1 : view.map.starts[to]! - view.map.ends[from]!;
    const kind = `${view.text.slice(from + 1, to)}\n${width}`;
    kinds.push(kind);
    count.set(kind, (count.get(kind) ?? 0) + 1);
  }
  if (count.size < 2) return null;
  const [joint] = [...count].reduce((best, next) => (next[1] > best[1] ? next : best));
  return kinds.map((kind) => kind !== joint);
}
