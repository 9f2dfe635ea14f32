/** What a UTF-16 unit of normalised text is to the scanner. */
export const CharClass = {
  /** Light punctuation and white space: a phrase may run across it. */
  gap: 0,
  /** Ends a thought, and with it every phrase: `? ! ; : ( ) [ ] { }`. */
  strong: 1,
  /** Letter, digit, mark. */
  word: 2,
  apostrophe: 3,
  /** A word of its own: ideographs, kana, Thai and other scripts written without spaces. */
  solo: 4,
  /** Emoji and signs: a word where some phrase uses them, otherwise a gap. */
  symbol: 5,
  /** Gap, or the end of a sentence, by what follows. */
  dot: 6,
  /** First half of a letter outside the basic plane. */
  pair: 7,
  /** Second half of whatever stands before it. */
  tail: 8,
} as const;

const SOLO_SCRIPTS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;

/** Class of every UTF-16 unit. */
export const CHAR_CLASS: Uint8Array = buildTable();

function buildTable(): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const [from, to] of [
    [0, 0xd800],
    [0xe000, 0x10000],
  ] as const) {
    const units = unitsFrom(from, to);
    mark(table, units, from, /\p{S}+/gu, CharClass.symbol);
    mark(table, units, from, /[\p{L}\p{N}\p{M}]+/gu, CharClass.word);
    mark(table, units, from, SOLO_SCRIPTS, CharClass.solo);
  }
  table.fill(CharClass.pair, 0xd800, 0xdc00);
  table.fill(CharClass.tail, 0xdc00, 0xe000);
  // Ideographs of the supplementary planes.
  table.fill(CharClass.solo, 0xd840, 0xd890);
  // Mathematical letters are gone after NFKC: what stands behind these is emoji and pictographs.
  table.fill(CharClass.symbol, 0xd83c, 0xd83f);
  for (const sign of '?!;:()[]{}') table[sign.charCodeAt(0)] = CharClass.strong;
  for (const sign of "'`") table[sign.charCodeAt(0)] = CharClass.apostrophe;
  for (const sign of '~^|_') table[sign.charCodeAt(0)] = CharClass.gap;
  for (const sign of '@#%&') table[sign.charCodeAt(0)] = CharClass.symbol;
  table[0x2e] = CharClass.dot;
  return table;
}

function unitsFrom(from: number, to: number): string {
  let text = '';
  for (let unit = from; unit < to; unit++) text += String.fromCharCode(unit);
  return text;
}

function mark(table: Uint8Array, units: string, base: number, members: RegExp, value: number): void {
  for (const { 0: run, index } of units.matchAll(members)) {
    table.fill(value, base + index, base + index + run.length);
  }
}

/** Whether a unit belongs inside a word: letter, digit, mark, or half of one. */
export function isWordUnit(unit: number): boolean {
  const kind = CHAR_CLASS[unit];
  return kind === CharClass.word || kind === CharClass.pair;
}

/** Lower-case ASCII letter. */
export function isAsciiLetter(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a;
}

export function isAsciiDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}
