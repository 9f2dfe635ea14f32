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

/** Combining marks as such. */
export function isCombiningMark(unit: number): boolean {
  return unit >= 0x300 && unit < 0x370;
}

/** Accented or stroked letter of a Latin alphabet, lower case. */
export function isAccentedLatin(unit: number): boolean {
  return (unit >= 0xdf && unit < 0x250 && unit !== 0xf7) || (unit >= 0x1e00 && unit < 0x1f00);
}

/** The unaccented letters of an accented one: `é` gives `e`, `ß` gives `ss`. */
export function unaccent(unit: number): string {
  const sign = String.fromCharCode(unit);
  const stroked = STROKED[sign];
  if (stroked !== undefined) return stroked;
  const bare = sign.normalize('NFD').replace(MARKS, '');
  return bare.length === 1 && bare.charCodeAt(0) < 0x80 ? bare : sign;
}
