import { CHAR_CLASS, CharClass } from './characters.ts';
import { unitsOf } from './units.ts';

/**
 * The words of a normalised text, in scratch arrays that are used again for the next text: whoever reads them does so
 * before tokenising another.
 */
export interface Tokens {
  length: number;
  starts: Int32Array;
  ends: Int32Array;
  /** `hashWord` of the word without its apostrophes. */
  hashes: Int32Array;
  /** Nothing but light punctuation stands before this word: a phrase may come across. */
  light: Uint8Array;
  /** An emoji or sign: a phrase may also run across it. */
  symbols: Uint8Array;
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
    hashes: new Int32Array(size),
    light: new Uint8Array(size),
    symbols: new Uint8Array(size),
    apostrophes: new Int32Array(size),
  };
}

/** A phrase runs across at most this many characters, or this many signs, between two of its words. */
export const GAP_MAX = 4;

const SEED = 0x811c9dc5 | 0;

/** FNV-1a over UTF-16 units. */
export function hashWord(word: string): number {
  let hash = SEED;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash;
}

/**
 * Cuts normalised text into words. An apostrophe between letters belongs to its word; ideographs, emoji and signs are
 * words of their own.
 */
export function tokenize(text: string, into: Tokens): void {
  if (into.starts.length < text.length + 1) Object.assign(into, arrays(text.length * 2));
  const { starts, ends, hashes, light, symbols, apostrophes } = into;
  const { length } = text;
  const units = unitsOf(text);
  let count = 0;
  let at = 0;
  let gap = 0;
  let strong = false;
  while (at < length) {
    const unit = units[at]!;
    const kind = CHAR_CLASS[unit]!;
    if (kind === CharClass.gap || kind === CharClass.apostrophe || kind === CharClass.tail) {
      gap++;
      at++;
      continue;
    }
    if (kind === CharClass.strong || kind === CharClass.dot) {
      if (kind === CharClass.strong || endsSentence(units, length, at)) strong = true;
      gap++;
      at++;
      continue;
    }
    starts[count] = at;
    light[count] = strong || gap > GAP_MAX ? 0 : 1;
    symbols[count] = kind === CharClass.symbol ? 1 : 0;
    apostrophes[count] = -1;
    let hash = Math.imul(SEED ^ unit, 0x01000193);
    at++;
    if (kind === CharClass.word || kind === CharClass.pair) {
      for (; at < length; at++) {
        const next = units[at]!;
        const nextKind = CHAR_CLASS[next]!;
        if (nextKind === CharClass.apostrophe) {
          if (!opensWord(units, length, at + 1)) break;
          if (apostrophes[count] === -1) apostrophes[count] = at;
          continue;
        }
        if (nextKind !== CharClass.word && nextKind !== CharClass.pair && nextKind !== CharClass.tail) break;
        hash = Math.imul(hash ^ next, 0x01000193);
      }
    } else {
      while (at < length && CHAR_CLASS[units[at]!] === CharClass.tail) {
        hash = Math.imul(hash ^ units[at]!, 0x01000193);
        at++;
      }
    }
    ends[count] = at;
    hashes[count] = hash;
    count++;
    gap = 0;
    strong = false;
  }
  into.length = count;
}

function opensWord(units: Uint16Array, length: number, at: number): boolean {
  if (at >= length) return false;
  const kind = CHAR_CLASS[units[at]!];
  return kind === CharClass.word || kind === CharClass.pair;
}

/** A dot followed by white space ends a sentence, unless it is one of several. */
function endsSentence(units: Uint16Array, length: number, at: number): boolean {
  const next = at + 1 < length ? units[at + 1]! : 0x20;
  return next === 0x20 && (at === 0 || units[at - 1]! !== 0x2e);
}

/** For `wordsOf` alone, which is done with it before it returns: a practice has thousands of phrases to cut. */
const scratch = tokens();

/** The words of a text as they are written. */
export function wordsOf(text: string): string[] {
  tokenize(text, scratch);
  const { length, starts, ends } = scratch;
  return Array.from({ length }, (_, i) => text.slice(starts[i], ends[i]));
}
