/** What a claim says of a share, in points. */
export type Reading =
  | { readonly kind: 'above'; readonly bound: number; readonly words: string }
  | { readonly kind: 'at least'; readonly bound: number; readonly words: string }
  | { readonly kind: 'below'; readonly bound: number; readonly words: string }
  /** The number that is published: what rounds to it, to the digits that it has. */
  | { readonly kind: 'equal'; readonly bound: number; readonly digits: number; readonly words: string }
  /** Near a number: within so many points. */
  | { readonly kind: 'about'; readonly bound: number; readonly within: number; readonly words: string }
  /** Just short of a number: from below, within so many points. */
  | { readonly kind: 'nearly'; readonly bound: number; readonly within: number; readonly words: string }
  /** More than every other answer. */
  | { readonly kind: 'most common'; readonly words: string };

/**
 * What words of quantity are taken to say. There is no standard: these are the readings of this project, and a claim
 * that means another number says the number.
 */
const WORDS: readonly (readonly [RegExp, (words: string) => Reading])[] = [
  [/\b(?:overwhelming|vast|huge) majority\b/i, (words) => ({ kind: 'at least', bound: 75, words })],
  [
    /\b(?:large|clear|strong|big|solid|substantial) majority\b/i,
    (words) => ({ kind: 'at least', bound: 60, words }),
  ],
  [/\b(?:tiny|small) minority\b/i, (words) => ({ kind: 'below', bound: 20, words })],
  [/\bminority\b/i, (words) => ({ kind: 'below', bound: 50, words })],
  [
    /\b(?:plurality|most (?:common|popular|frequent)|more than any other)\b/i,
    (words) => ({ kind: 'most common', words }),
  ],
  [/\b(?:(?:narrow|slim|bare) )?majority\b/i, (words) => ({ kind: 'above', bound: 50, words })],
  [/\bmost\b/i, (words) => ({ kind: 'above', bound: 50, words })],
];

const SMALL: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
};
const PARTS: Readonly<Record<string, number>> = {
  half: 2,
  halves: 2,
  third: 3,
  thirds: 3,
  quarter: 4,
  quarters: 4,
  fifth: 5,
  fifths: 5,
  tenth: 10,
  tenths: 10,
};

const COUNT = `(\\d+|${Object.keys(SMALL).join('|')})`;
const BEFORE =
  '(at least|no (?:fewer|less) than|more than|over|above|under|below|less than|fewer than|nearly|almost|just under|about|around|roughly|some|just over)';
const PERCENT = new RegExp(`(?:${BEFORE}\\s+)?(\\d+(?:\\.(\\d+))?)\\s*(?:%|per ?cent\\b)`, 'i');
const N_IN_M = new RegExp(`(?:${BEFORE}\\s+)?\\b${COUNT}\\s+(?:in|out of)(?:\\s+every)?\\s+${COUNT}\\b`, 'i');
const FRACTION = new RegExp(
  `(?:${BEFORE}\\s+)?(?:\\b${COUNT}[\\s-]+)?\\b(${Object.keys(PARTS).join('|')})\\b`,
  'i',
);

/** “About” in a claim forgives so many points. */
const ABOUT = 2.5;

/** Finds the quantity that a claim speaks of; null where it speaks of none that is known. */
export function readClaim(text: string): Reading | null {
  const percent = PERCENT.exec(text);
  if (percent !== null) {
    const [words, before, number = '', decimals = ''] = percent;
    return quantified(before, Number(number), decimals.length, words);
  }
  const inM = N_IN_M.exec(text);
  if (inM !== null) {
    const [words, before, n = '', m = ''] = inM;
    return fraction(before, countOf(n), countOf(m), words);
  }
  const part = FRACTION.exec(text);
  if (part !== null) {
    const [words, before, n = 'a', m = ''] = part;
    return fraction(before, countOf(n), PARTS[m.toLowerCase()] ?? 0, words);
  }
  for (const [pattern, reading] of WORDS) {
    const [words] = pattern.exec(text) ?? [];
    if (words !== undefined) return reading(words);
  }
  return null;
}

function countOf(word: string): number {
  return SMALL[word.toLowerCase()] ?? Number(word);
}

/** A fraction in words is a round number: “two in three” is about two thirds. */
function fraction(before: string | undefined, n: number, m: number, words: string): Reading | null {
  if (m < 1 || n > m) return null;
  return quantified(before ?? 'about', (100 * n) / m, 0, words);
}

function quantified(
  before: string | undefined,
  bound: number,
  digits: number,
  words: string,
): Reading | null {
  if (bound > 100) return null;
  switch (before?.toLowerCase()) {
    case undefined:
      return { kind: 'equal', bound, digits, words };
    case 'at least':
    case 'no fewer than':
    case 'no less than':
      return { kind: 'at least', bound, words };
    case 'more than':
    case 'over':
    case 'above':
    case 'just over':
      return { kind: 'above', bound, words };
    case 'under':
    case 'below':
    case 'less than':
    case 'fewer than':
      return { kind: 'below', bound, words };
    case 'nearly':
    case 'almost':
    case 'just under':
      return { kind: 'nearly', bound, within: ABOUT, words };
    default:
      return { kind: 'about', bound, within: ABOUT, words };
  }
}
