import { CHAR_CLASS, CharClass, isAsciiLetter } from '../characters.ts';
import { add, addJoined, addMarks, repeats, type WordReader } from './reader.ts';
import { findWord, hashUnits } from './vocabulary.ts';

export function isLink(text: string, at: number, end: number): boolean {
  return text.startsWith('://', end) && (end - at === 4 || end - at === 5) && text.startsWith('http', at);
}

export function readLink(reader: WordReader, text: string, start: number): number {
  let end = start;
  while (end < text.length && text.charCodeAt(end) !== 0x20) end++;
  add(reader, reader.url, start, end);
  return end;
}

/** Anything that is no letter: punctuation, emoji, a name with `@`, a word with `#`. */
export function readSign(reader: WordReader, text: string, units: Uint16Array, at: number): number {
  const unit = units[at]!;
  const { words, vocabulary } = reader;
  const kind = CHAR_CLASS[unit]!;
  if (unit === 0x20) return at + 1;
  if (unit === 0x23 && at + 1 < text.length && isAsciiLetter(units[at + 1]!)) {
    let end = at + 1;
    while (end < text.length && isAsciiLetter(units[end]!)) end++;
    const hash = hashUnits(text, at + 1, end);
    if (findWord(vocabulary, hash) < 0 && addJoined(reader, text.slice(at + 1, end), at + 1, end)) return end;
    return at + 1;
  }
  if (kind === CharClass.symbol || kind === CharClass.pair || kind === CharClass.solo) {
    let end = at + 1;
    while (end < text.length && CHAR_CLASS[units[end]!] === CharClass.tail) end++;
    const number = findWord(vocabulary, hashUnits(text, at, end));
    const emoji = kind === CharClass.solo ? reader.foreign : number;
    if (kind === CharClass.solo) {
      words.letters++;
      words.foreign++;
    }
    if (!repeats(words, emoji)) add(reader, emoji, at, end);
    return end;
  }
  addMarks(reader, units, at, at + 1);
  return at + 1;
}
