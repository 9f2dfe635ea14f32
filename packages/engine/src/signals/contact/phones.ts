import type { NormalizedText } from '../text/normalize.ts';
import { oncePerText } from '../text/once.ts';
import { originalSpan, type Range } from '../text/view.ts';
import { type DigitGroup, type DigitRun, digitRuns } from './digits.ts';
import {
  isBritish,
  isInternational,
  isInternationalInUse,
  isMobileSomewhere,
  isNorthAmerican,
} from './numbering.ts';

/** Numbers reported, and stretches of digits looked at, in one text. */
const NUMBERS_MAX = 20;
const TRIES_MAX = 400;
/** Longest number of ITU-T E.164, which may be spelled digit by digit. */
const GROUPS_MAX = 15;

/** What is known of a stretch of digits besides the digits. */
interface Candidate {
  readonly digits: string;
  readonly groups: readonly DigitGroup[];
  /** A plus stands before it. */
  readonly plus: boolean;
  /** The words around it say that it is a telephone number. */
  readonly cued: boolean;
}

/** Telephone numbers in a text, through formats and disguise, in the order of their place. */
export const findPhones: (text: NormalizedText) => readonly Range[] = oncePerText((text) => {
  const plain = text.plain.text;
  const found: Range[] = [];
  let tries = TRIES_MAX;
  for (const run of digitRuns(plain)) {
    let first = 0;
    while (first < run.length && found.length < NUMBERS_MAX && tries > 0) {
      const last = longestFrom(plain, run, first, () => tries-- > 0);
      if (last < 0) first++;
      else {
        const start = withSign(plain, run[first]!.start);
        found.push(originalSpan(text.plain, start, run[last]!.end));
        first = last + 1;
      }
    }
  }
  return found;
});

/** The last group of the longest number that begins with group `first`; -1 where none does. */
function longestFrom(plain: string, run: DigitRun, first: number, mayTry: () => boolean): number {
  const { start } = run[first]!;
  const before = plain.slice(Math.max(0, start - 48), start);
  if (OTHER_NUMBER_BEFORE.test(before) || isPartOfAddress(before)) return -1;
  const plus = /\+ ?\(?$/.test(before);
  let digits = '';
  const ends: { readonly last: number; readonly digits: string }[] = [];
  for (let last = first; last < run.length && last < first + GROUPS_MAX; last++) {
    const { gap } = run[last]!;
    if (last > first && gap.includes('+')) break;
    // `+44 (0)7700 900123`: the trunk prefix is not dialled.
    if (plus && last > first && run[last]!.digits === '0' && gap.includes('(')) continue;
    digits += run[last]!.digits;
    if (digits.length > 15) break;
    if (digits.length >= 7) ends.push({ last, digits });
  }
  for (const { last, digits } of ends.reverse()) {
    if (!mayTry()) return -1;
    const after = plain.slice(run[last]!.end, run[last]!.end + 32);
    if (OTHER_NUMBER_AFTER.test(after) || isCounting(digits)) continue;
    const cued = CUE_BEFORE.test(before) || CUE_AFTER.test(after) || isAlone(plain, start, run[last]!.end);
    if (isPhone({ digits, groups: run.slice(first, last + 1), plus, cued })) return last;
  }
  return -1;
}

/** Says before a number that it is dialled; within the same sentence. */
const CUE_BEFORE =
  /\b(?:call|calls|text|txt|ring|phone|fone|mobile|mob|cell|cellphone|number|num|nmbr|tel|telephone|whats?app|wa|msg|message|sms|reach|contact|dial|digits|viber|imessage|facetime|hmu|hit me up|bell|buzz|dm|my|mine|nr|landline|hotline)\b[^!?]*$/;
const CUE_AFTER =
  /^\W{0,4}(?:(?:is|thats|that's) my|my (?:number|cell|phone|mobile|digits)|call|text|txt|ring|whats?app|hmu|msg|message|add me|wa\b)/;
/** Says that it is some other number. */
const OTHER_NUMBER_BEFORE =
  /(?:[$£€¥#]|\b(?:order|invoice|isbn|issn|tracking|ref|reference|case|ticket|serial|oclc|pmid|doi|oldid|diff|rev|revision|version|build|parcel|barcode|account|acct|sort code|card|licence|license|passport|id|vat|score|population)(?: (?:number|no|num|code|id))?(?: is| was)?)[ .:#-]{0,3}$/;
const OTHER_NUMBER_AFTER =
  /^ ?(?:%|[$£€¥]|px\b|kg\b|km\b|views\b|likes\b|followers\b|subscribers\b|people\b|users\b|dollars\b|pounds\b|euros\b|robux\b|points\b|gb\b|mb\b|bytes\b|years\b|times\b|:\d|[.,]\d)/;

/** A number in a path, a query or a name is no number to dial. */
function isPartOfAddress(before: string): boolean {
  return /[/=&?_@\\]$|\d[-.]$|(?:https?:\/\/|www\.)\S*$/.test(before);
}

const NO_WORD = /^[^\p{L}\p{N}]*$/u;

/** Nothing else stands in the message: an answer to the question for the number. */
function isAlone(plain: string, start: number, end: number): boolean {
  return NO_WORD.test(plain.slice(0, start)) && NO_WORD.test(plain.slice(end));
}

/** `1234567890`, `0000000000`: counting, or a number made up. */
function isCounting(digits: string): boolean {
  const steps = new Set<number>();
  for (let at = 1; at < digits.length; at++)
    steps.add((Number(digits[at]) - Number(digits[at - 1]) + 10) % 10);
  return steps.size === 1 && (steps.has(0) || steps.has(1) || steps.has(9));
}

function isPhone(candidate: Candidate): boolean {
  const { digits, groups, plus, cued } = candidate;
  if (isDecimal(groups)) return false;
  if (plus) return isInternational(digits);
  if (digits.startsWith('00')) return isInternationalInUse(digits.slice(2));
  const spelled = groups.filter((group) => group.spelled).length;
  const disguised = spelled >= 3 || (spelled > 0 && groups.length === 1);
  const single = groups.length === 1 && spelled === 0;
  if (digits.startsWith('0')) {
    const whole = single || isGrouped(groups);
    if (isBritish(digits)) return whole || disguised || cued || isEven(groups);
    return (whole || isEven(groups) || cued) && isMobileSomewhere(digits);
  }
  const local = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
  if (isNorthAmerican(local)) return disguised || isAmericanShape(groups) || cued;
  if (digits.length === 7) return cued && isShortShape(groups);
  if (/^447\d{9}$/.test(digits)) return single || isGrouped(groups) || cued;
  return cued && (single || isGrouped(groups)) && (isMobileSomewhere(digits) || isInternationalInUse(digits));
}

/** `0.7700900123`. */
function isDecimal(groups: readonly DigitGroup[]): boolean {
  return groups.length === 2 && groups[0]!.digits.length === 1 && groups[1]!.gap === '.';
}

/** Two to four groups, of three digits or more, parted by spaces, dashes or the like: `07700 900 123`. */
function isGrouped(groups: readonly DigitGroup[]): boolean {
  return (
    groups.length <= 4 &&
    groups.every(
      ({ digits, gap }, at) => (at === 0 ? digits.length >= 2 : digits.length >= 3) && !gap.includes(','),
    )
  );
}

/** All in ones or all in twos, by the same separator: `06 12 34 56 78`, `0.7.7.0.0…`. */
function isEven(groups: readonly DigitGroup[]): boolean {
  const [first, second] = groups;
  if (first === undefined || second === undefined || groups.length < 5) return false;
  return groups.every(
    ({ digits, gap }, at) => digits.length === first.digits.length && (at === 0 || gap === second.gap),
  );
}

/** `202-555-0143`, `(202) 555 0143`, `1.202.555.0143`, `202 5550143`. */
function isAmericanShape(groups: readonly DigitGroup[]): boolean {
  const shape = groups.map(({ digits }) => digits.length).join('-');
  if (!/^(?:1-)?3-(?:3-4|7)$/.test(shape)) return false;
  const gaps = new Set(groups.slice(shape.startsWith('1-') ? 2 : 1).map(({ gap }) => gap));
  return (
    [...gaps].every((gap) => !gap.includes(',')) &&
    (gaps.size === 1 || groups.some(({ gap }) => gap.includes(')')))
  );
}

/** `555-0143`. */
function isShortShape(groups: readonly DigitGroup[]): boolean {
  const [first, second] = groups;
  return groups.length === 2 && first!.digits.length === 3 && /^[-. ]$/.test(second!.gap);
}

/** Where the plus or the bracket before a number stands, if any. */
function withSign(plain: string, start: number): number {
  const sign = /(?:\+ ?\(?|\()$/.exec(plain.slice(Math.max(0, start - 3), start));
  return sign === null ? start : start - sign[0].length;
}
