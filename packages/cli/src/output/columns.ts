import { stripVTControlCharacters } from 'node:util';

/** How many columns of a terminal a text takes, and what follows from it. Colours take none. */

/** Letters and pictures that terminals draw over two columns: CJK, Hangul, full-width forms, emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
/** What is drawn over or beside the letter before: accents, joiners, variation selectors. */
const NONE = /[\p{Mn}\p{Me}\p{Cf}]/u;
const PLAIN = /^[\x20-\x7e]*$/;

/** Columns that a text takes on one line. */
export function columnsOf(text: string): number {
  const shown = stripVTControlCharacters(text);
  if (PLAIN.test(shown)) return shown.length;
  let columns = 0;
  for (const character of shown) columns += columnsOfCharacter(character);
  return columns;
}

function columnsOfCharacter(character: string): number {
  if (character >= ' ' && character <= '~') return 1;
  if (NONE.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** Fills up with spaces to a number of columns. */
export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(columns - columnsOf(text), 0));
}

/** Shortens an unpainted text to a number of columns, saying so with an ellipsis. */
export function shorten(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let kept = '';
  let room = columns - 1;
  for (const character of text) {
    room -= columnsOfCharacter(character);
    if (room < 0) break;
    kept += character;
  }
  return columns < 1 ? '' : `${kept}…`;
}

/**
 * Breaks a text at its spaces into lines of at most so many columns; a word that is longer than a line is cut. Paint
 * whole words only: a colour goes on over a break.
 */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((part) => cut(part, columns))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (columnsOf(longer) <= columns) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
  }
  return [...lines, line];
}

/** A painted word is left whole: it cannot be cut without cutting its colours. */
function cut(word: string, columns: number): readonly string[] {
  if (columnsOf(word) <= columns || word !== stripVTControlCharacters(word)) return [word];
  const parts: string[] = [''];
  for (const character of word) {
    const last = parts.at(-1) ?? '';
    if (columnsOf(last) + columnsOfCharacter(character) > columns) parts.push(character);
    else parts[parts.length - 1] = last + character;
  }
  return parts;
}
