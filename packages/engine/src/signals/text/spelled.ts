import { CHAR_CLASS, CharClass, isAsciiLetter, isWordUnit } from './characters.ts';
import { isAccentedLatin, isCombiningMark } from './diacritics.ts';
import { originalSpan, type TextView } from './view.ts';

/** A stretch in which every letter stands alone: `k i l l`, `k.i.l.l`. */
export interface SpelledRegion {
  /** Places of the letters in plain text. */
  readonly letters: readonly number[];
  /** After which letters a word ends; `null` where no gap is wider than another and any may be the end of a word. */
  readonly gaps: readonly boolean[] | null;
}

const LETTERS_MIN = 3;
/** Longest separator, in units of plain text. */
const GAP_MAX = 4;
const LETTER_LIKE = /[!|+*]+/;
/** Digits and signs that may stand for a letter when alone. */
const LEET = Uint8Array.from({ length: 0x80 }, (_, unit) =>
  '0134578@$'.includes(String.fromCharCode(unit)) ? 1 : 0,
);

/** All spelled-out stretches of a text, in order. */
export function spelledRegions(original: string, view: TextView): readonly SpelledRegion[] {
  const regions: SpelledRegion[] = [];
  const { text } = view;
  const finish = (letters: number[]): number[] => {
    if (isEnough(text, letters)) regions.push({ letters, gaps: wordGaps(original, view, letters) });
    return letters.length === 0 ? letters : [];
  };
  let letters: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (!isLetterLike(text.charCodeAt(at))) continue;
    if (isSingle(text, at)) {
      if (letters.length > 0 && !adjoins(text, letters.at(-1)!, at)) letters = finish(letters);
      letters.push(at);
      continue;
    }
    letters = finish(letters);
    while (at + 1 < text.length && isLetterLike(text.charCodeAt(at + 1))) at++;
  }
  finish(letters);
  return regions;
}

function adjoins(text: string, last: number, at: number): boolean {
  if (at - last - 1 > GAP_MAX) return false;
  for (let between = last + 1; between < at; between++) {
    if (CHAR_CLASS[text.charCodeAt(between)] === CharClass.strong && text[between] !== '!') return false;
  }
  return true;
}

function isLetterLike(unit: number): boolean {
  return isWordUnit(unit) || LEET[unit] === 1;
}

function isSingle(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (!isAsciiLetter(unit) && !isAccentedLatin(unit) && LEET[unit] !== 1) return false;
  if (at > 0 && isLetterLike(text.charCodeAt(at - 1))) return false;
  if (isContracted(text, at)) return false;
  if (at + 1 === text.length) return true;
  const after = text.charCodeAt(at + 1);
  return !isLetterLike(after) && !isCombiningMark(after);
}

/** `i'm` is a word; in `k'i'l'l` the apostrophes are separators. */
function isContracted(text: string, at: number): boolean {
  const before = text[at - 1] === "'";
  const after = text[at + 1] === "'";
  if (before === after) return false;
  return before
    ? isLetterAt(text, at - 2) && text[at - 3] !== "'"
    : isLetterAt(text, at + 2) && text[at + 3] !== "'";
}

function isLetterAt(text: string, at: number): boolean {
  return at >= 0 && at < text.length && isLetterLike(text.charCodeAt(at));
}

/** Enough letters for a word, and not mostly digits. */
function isEnough(text: string, letters: readonly number[]): boolean {
  let alphabetic = 0;
  for (const at of letters) if (LEET[text.charCodeAt(at)] !== 1) alphabetic++;
  return letters.length >= LETTERS_MIN && alphabetic * 2 >= letters.length && isParted(text, letters);
}

/** Signs that may be letters themselves (`c|a!m`) part letters only where the same one does so again. */
function isParted(text: string, letters: readonly number[]): boolean {
  const signs: string[] = [];
  for (let i = 0; i + 1 < letters.length; i++) {
    const sign = LETTER_LIKE.exec(text.slice(letters[i]! + 1, letters[i + 1]!));
    if (sign !== null) signs.push(sign[0]);
  }
  return signs.length === 0 || (signs.length > 1 && signs.every((sign) => sign === signs[0]));
}

const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}]/gu;
const WHITE = /\s/g;

/** The commonest separator joins letters, and every other one parts words, where there is a commonest. */
function wordGaps(original: string, view: TextView, letters: readonly number[]): boolean[] | null {
  const kinds: string[] = [];
  const count = new Map<string, number>();
  for (let i = 0; i + 1 < letters.length; i++) {
    // How wide a gap looks is only seen in the original, where white space has not shrunk.
    const { start, end } = originalSpan(view, letters[i]! + 1, letters[i + 1]!);
    const kind = original.slice(start, end).replace(UNSEEN, '').replace(WHITE, ' ');
    kinds.push(kind);
    count.set(kind, (count.get(kind) ?? 0) + 1);
  }
  const [joint, times] = [...count].reduce((best, next) => (next[1] > best[1] ? next : best));
  if (count.size < 2 || times * 2 <= kinds.length) return null;
  return kinds.map((kind) => kind !== joint);
}
