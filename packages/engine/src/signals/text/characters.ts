/** What a UTF-16 unit of normalised text is to the scanner. */
export const CharClass = {
  /** Light punctuation and white space: a phrase may run across it. */
  gap: 0,
  /** Ends a thought, and with it every phrase: `? ! ; : ( ) [ ] { }`. */
  strong: 1,
  /** Letter, digit, mark, underscore. */
  word: 2,
  apostrophe: 3,
  /** A word of its own: ideographs, kana, Thai and other scripts written without spaces. */
  solo: 4,
  /** Emoji and signs: a word where some phrase uses them, otherwise a gap. */
  symbol: 5,
  /** Gap, or the end of a sentence, by what follows. */
  dot: 6,
} as const;

const SOLO_SCRIPTS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

/** Class of every UTF-16 unit. Surrogates: see `classAt` for emoji; all others are letters. */
export const CHAR_CLASS: Uint8Array = buildTable();

function buildTable(): Uint8Array {
  const table = new Uint8Array(0x10000);
  let bmp = '';
  for (let unit = 0; unit < 0xd800; unit++) bmp += String.fromCharCode(unit);
  mark(table, bmp, 0, /\p{S}/gu, CharClass.symbol);
  mark(table, bmp, 0, /[\p{L}\p{N}\p{M}_]/gu, CharClass.word);
  mark(table, bmp, 0, SOLO_SCRIPTS, CharClass.solo);
  let tail = '';
  for (let unit = 0xe000; unit < 0x10000; unit++) tail += String.fromCharCode(unit);
  mark(table, tail, 0xe000, /\p{S}/gu, CharClass.symbol);
  mark(table, tail, 0xe000, /[\p{L}\p{N}\p{M}]/gu, CharClass.word);
  table.fill(CharClass.word, 0xd800, 0xe000);
  // Mathematical letters are gone after NFKC: what stands behind these is emoji and pictographs.
  table.fill(CharClass.symbol, 0xd83c, 0xd83f);
  for (const sign of '?!;:()[]{}') table[sign.charCodeAt(0)] = CharClass.strong;
  for (const sign of "'`") table[sign.charCodeAt(0)] = CharClass.apostrophe;
  for (const sign of '~^|') table[sign.charCodeAt(0)] = CharClass.gap;
  for (const sign of '@#%&') table[sign.charCodeAt(0)] = CharClass.symbol;
  table[0x2e] = CharClass.dot;
  return table;
}

function mark(table: Uint8Array, text: string, base: number, members: RegExp, value: number): void {
  for (const { index } of text.matchAll(members)) table[base + index] = value;
}

export function isWordUnit(unit: number): boolean {
  return CHAR_CLASS[unit] === CharClass.word;
}

/** Lower-case ASCII letter. */
export function isAsciiLetter(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a;
}

export function isAsciiDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}
