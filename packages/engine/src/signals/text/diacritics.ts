import { lookalike } from './confusables.ts';

/** Letters that carry no separable mark and yet are read as plain ones. */
const STROKED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ŋ: 'n',
  ŧ: 't',
  þ: 'th',
  ĸ: 'k',
};
const MARKS = /\p{M}/gu;

/** Combining marks that may stand on Latin letters. */
export function isCombiningMark(unit: number): boolean {
  if (unit < 0x300) return false;
  if (unit < 0x370) return true;
  return (
    (unit >= 0x483 && unit < 0x488) ||
    (unit >= 0x1ab0 && unit < 0x1b00) ||
    (unit >= 0x1dc0 && unit < 0x1e00) ||
    (unit >= 0x20d0 && unit < 0x2100) ||
    (unit >= 0xfe20 && unit < 0xfe30)
  );
}

/** Accented, stroked, hooked or phonetic letter of a Latin alphabet, lower case. */
export function isAccentedLatin(unit: number): boolean {
  if (unit < 0xdf) return false;
  if (unit < 0x2b0) return unit !== 0xf7;
  return (
    (unit >= 0x1e00 && unit < 0x1f00) ||
    (unit >= 0x2c60 && unit < 0x2c80) ||
    (unit >= 0xa720 && unit < 0xa800)
  );
}

const KNOWN = new Map<number, string>();

/** The unaccented letters of an accented one: `é` gives `e`, `ß` gives `ss`. */
export function unaccent(unit: number): string {
  const known = KNOWN.get(unit);
  if (known !== undefined) return known;
  const letters = plainLetters(unit);
  KNOWN.set(unit, letters);
  return letters;
}

function plainLetters(unit: number): string {
  const sign = String.fromCharCode(unit);
  const bare = sign.normalize('NFD').replace(MARKS, '');
  const stroked = STROKED[bare] ?? lookalike(unit);
  if (stroked !== undefined) return stroked;
  return bare.length === 1 && bare.charCodeAt(0) < 0x80 ? bare : sign;
}
