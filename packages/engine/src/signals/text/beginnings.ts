import { unitsOf } from './units.ts';

/**
 * Where a text may hold one of some names: three units say it in one look, so that an expression is asked at a handful
 * of places instead of at every character.
 */
export interface Beginnings {
  /** Unit → column; 0 for all that stand in no beginning. */
  readonly columns: Uint8Array;
  readonly width: number;
  /** Three columns → 1 where a name begins with such units. */
  readonly table: Uint8Array;
}

/** Units looked at. */
const DEPTH = 3;

/**
 * @param names lower case. Only such places are meant as follow no ASCII letter or digit and, after the name, come
 * before no ASCII letter.
 */
export function beginnings(names: readonly string[]): Beginnings {
  const columns = new Uint8Array(0x10000);
  let width = 1;
  for (const name of names) {
    for (let at = 0; at < Math.min(DEPTH, name.length); at++) {
      const unit = name.charCodeAt(at);
      if (columns[unit] === 0) columns[unit] = width++;
    }
  }
  const letters = new Set(
    Array.from('abcdefghijklmnopqrstuvwxyz', (letter) => columns[letter.charCodeAt(0)]!),
  );
  letters.delete(0);
  const table = new Uint8Array(width ** DEPTH);
  const add = (name: string, at: number, place: number): void => {
    if (at === DEPTH) {
      table[place] = 1;
      return;
    }
    if (at < name.length) {
      add(name, at + 1, place * width + columns[name.charCodeAt(at)]!);
      return;
    }
    for (let column = 0; column < width; column++) {
      if (at > name.length || !letters.has(column)) add(name, at + 1, place * width + column);
    }
  };
  for (const name of names) add(name, 0, 0);
  return { columns, width, table };
}

/** The next place from `from` on where a name may begin, or -1. */
export function nextBeginning({ columns, width, table }: Beginnings, text: string, from: number): number {
  const { length } = text;
  const units = unitsOf(text);
  let inWord = from > 0 && isLetterOrDigit(units[from - 1]!);
  for (let at = from; at < length; at++) {
    const unit = units[at]!;
    if (!inWord && columns[unit] !== 0) {
      const second = at + 1 < length ? columns[units[at + 1]!]! : 0;
      const third = at + 2 < length ? columns[units[at + 2]!]! : 0;
      if (table[(columns[unit]! * width + second) * width + third] === 1) return at;
    }
    inWord = isLetterOrDigit(unit);
  }
  return -1;
}

/** ASCII, lower case. */
function isLetterOrDigit(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39);
}
