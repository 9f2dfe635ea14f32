import { CHAR_CLASS, CharClass } from './characters.ts';

/**
 * The words of a normalised text, in scratch arrays that are used again for the next text: whoever reads them does so
 * before tokenising another.
 */
export interface Tokens {
  length: number;
  starts: Int32Array;
  ends: Int32Array;
  /** Nothing but light punctuation stands before this word: a phrase may come across. */
  light: Uint8Array;
  /** Place of the first apostrophe inside the word, or -1. */
  apostrophes: Int32Array;
}

export function tokens(): Tokens {
  return { length: 0, ...arrays(256) };
}

function arrays(size: number) {
  return {
    starts: new Int32Array(size),
    ends: new Int32Array(size),
    light: new Uint8Array(size),
    apostrophes: new Int32Array(size),
  };
}

/** A phrase runs across at most this many characters between two of its words. */
export const GAP_MAX = 4;

/**
 * Cuts normalised text into words. An apostrophe between letters belongs to its word; ideographs, emoji and signs are
 * words of their own.
 */
export function tokenize(text: string, into: Tokens): void {
  if (into.starts.length < text.length + 1) Object.assign(into, arrays(text.length * 2));
  const { starts, ends, light, apostrophes } = into;
  const { length } = text;
  let count = 0;
  let at = 0;
  let gap = 0;
  let strong = false;
  while (at < length) {
    const kind = CHAR_CLASS[text.charCodeAt(at)]!;
    if (kind !== CharClass.word && kind !== CharClass.solo && kind !== CharClass.symbol) {
      gap++;
      if (kind === CharClass.strong) strong = true;
      else if (kind === CharClass.dot && endsSentence(text, at)) strong = true;
      at++;
      continue;
    }
    starts[count] = at;
    light[count] = strong || gap > GAP_MAX ? 0 : 1;
    apostrophes[count] = -1;
    if (kind === CharClass.word) {
      at++;
      for (; at < length; at++) {
        const next = CHAR_CLASS[text.charCodeAt(at)]!;
        if (next === CharClass.word) continue;
        if (next !== CharClass.apostrophe || at + 1 >= length) break;
        if (CHAR_CLASS[text.charCodeAt(at + 1)] !== CharClass.word) break;
        if (apostrophes[count] === -1) apostrophes[count] = at;
      }
    } else at += widthAt(text, at);
    ends[count] = at;
    count++;
    gap = 0;
    strong = false;
  }
  into.length = count;
}

/** A dot followed by white space ends a sentence, unless it is one of several. */
export function endsSentence(text: string, at: number): boolean {
  const next = at + 1 < text.length ? text.charCodeAt(at + 1) : 0x20;
  return next === 0x20 && (at === 0 || text.charCodeAt(at - 1) !== 0x2e);
}

function widthAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit < 0xdc00 && at + 1 < text.length ? 2 : 1;
}
