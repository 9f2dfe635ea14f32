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
  '€': 'e',
  '¢': 'c',
  '£': 'l',
};

const UNITS: readonly (readonly number[] | undefined)[] = table();

function table(): (readonly number[] | undefined)[] {
  const units: (readonly number[] | undefined)[] = new Array(0x80).fill(undefined);
  for (const [sign, letters] of Object.entries(READINGS)) {
    units[sign.charCodeAt(0)] = [...letters].map((letter) => letter.charCodeAt(0));
  }
  return units;
}

/** The readings of a sign, or `undefined` where it stands for nothing but itself. */
export function leetReadings(unit: number): readonly number[] | undefined {
  return UNITS[unit];
}

/** `*` hides any one letter: `k*ll`. */
export const WILDCARD = 0x2a;

/** A number with its unit (`13yo`, `3pm`, `10k`) is no disguise; nor is a price. */
const QUANTITY =
  /^(?:[$€£]?\d[\d.,]*(?:st|nd|rd|th|am|pm|yo|yrs?|y|k|m|f|p|s|x|km|kg|cm|mm|gb|mb|h|hrs?|mins?|g|d|ish|%)?|\d[a-z]|[a-z]\d+)$/;

export function isQuantity(token: string): boolean {
  return QUANTITY.test(token);
}
