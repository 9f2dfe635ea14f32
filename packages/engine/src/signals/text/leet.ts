/**
 * Which letters a digit or sign may stand for inside a word, likeliest first. A digit may also stand for itself
 * (`2nite`, `gr8`), so it is among its own readings.
 */
const READINGS: Readonly<Record<string, string>> = {
  '0': 'o0',
  '1': 'il1',
  '2': 'z2',
  '3': 'e3',
  '4': 'a4',
  '5': 's5',
  '6': 'gb6',
  '7': 't7',
  '8': 'b8',
  '9': 'g9',
  '@': 'a',
  $: 's',
  '!': 'il',
  '|': 'li',
  '+': 't',
  '§': 's',
  '×': 'x',
  '¡': 'i',
  '©': 'c',
  '®': 'r',
  '†': 't',
  '∂': 'd',
  // Currencies, as lettering generators use them.
  '¢': 'c',
  '£': 'l',
  '¥': 'y',
  '฿': 'b',
  '₡': 'c',
  '₣': 'f',
  '₤': 'l',
  '₥': 'm',
  '₦': 'n',
  '₩': 'w',
  '₫': 'd',
  '€': 'e',
  '₭': 'k',
  '₮': 't',
  '₱': 'p',
  '₲': 'g',
  '₳': 'a',
  '₴': 's',
  '₵': 'c',
  '₹': 'r',
  '₽': 'p',
  '₿': 'b',
};

type Readings = readonly number[];

const ASCII: readonly (Readings | undefined)[] = Array.from({ length: 0x80 }, (_, unit) =>
  unitsOf(READINGS[String.fromCharCode(unit)]),
);
const OTHERS: ReadonlyMap<number, Readings | undefined> = new Map(
  Object.entries(READINGS)
    .filter(([sign]) => sign.charCodeAt(0) >= 0x80)
    .map(([sign, letters]) => [sign.charCodeAt(0), unitsOf(letters)]),
);

function unitsOf(letters: string | undefined): Readings | undefined {
  return letters === undefined ? undefined : [...letters].map((letter) => letter.charCodeAt(0));
}

/** The readings of a sign, or `undefined` where it stands for nothing but itself. */
export function leetReadings(unit: number): Readings | undefined {
  return unit < 0x80 ? ASCII[unit] : OTHERS.get(unit);
}

/** `*` hides any one letter: `k*ll`. */
export const WILDCARD = 0x2a;

/** Signs that mean themselves at the edges of a word; `@` only at its end. */
const EDGES: ReadonlySet<number> = new Set([...'!*+|×¡©®†∂'].map((sign) => sign.charCodeAt(0)));

export function isLeadingEdge(unit: number): boolean {
  return EDGES.has(unit);
}

export function isTrailingEdge(unit: number): boolean {
  return unit === 0x40 || EDGES.has(unit);
}

/** A price, or a number with its unit (`13yo`, `3pm`, `10k`), is no disguise. */
const QUANTITY =
  /^(?:\p{Sc}?(?:[1-9][\d.,]*|0(?:[.,]\d+)?)[km]?\p{Sc}?|\d*(?:1st|2nd|3rd|\dth)|[1-9]\d*(?:am|pm|yo|yrs?|y|k|m|f|p|s|x|km|kg|cm|mm|gb|mb|h|hrs?|mins?|g|d|ish|%)?)$/u;
/** A letter with a number may be a name (`b8`, `f16`, `3d`). */
const LETTER_AND_DIGIT = /^(?:\d[a-z]|[a-z]\d{1,3})$/;
const NUMBER = /^\d{1,6}$/;
/** No letters, and yet no amount: `@$$`. */
const SIGNS = /^(?=.*@)(?=.*\$)[@$!|\d]+$/;
const LATIN = /\p{Script=Latin}/u;

/** How signs and digits in a token are to be taken. */
export const TokenKind = {
  /** As themselves. */
  plain: 0,
  /** As letters. */
  leet: 1,
  /** A letter with its number: see `Cell.mixed`. */
  mixed: 2,
  /** A number: see `Cell.digits`. */
  digits: 3,
} as const;

export function kindOfToken(token: string): number {
  if (NUMBER.test(token)) return TokenKind.digits;
  if (LETTER_AND_DIGIT.test(token)) return TokenKind.mixed;
  if (QUANTITY.test(token)) return TokenKind.plain;
  return LATIN.test(token) || SIGNS.test(token) ? TokenKind.leet : TokenKind.plain;
}
