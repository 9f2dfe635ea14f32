import { beginnings, nextBeginning } from '../text/beginnings.ts';
import { unitsOf } from '../text/units.ts';

/** Digits that stand together in plain text: `07700`, `seven`, `9oo`. */
export interface DigitGroup {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
  /** Written out in letters, wholly or in part. */
  readonly spelled: boolean;
  /** What stands between the group before and this one; empty for the first of a run. */
  readonly gap: string;
}

/** Groups with nothing but light separators between them. */
export type DigitRun = readonly DigitGroup[];

const WORDS: ReadonlyMap<string, string> = new Map([
  ['zero', '0'],
  ['nought', '0'],
  ['oh', '0'],
  ['o', '0'],
  ['one', '1'],
  ['won', '1'],
  ['two', '2'],
  ['three', '3'],
  ['four', '4'],
  ['five', '5'],
  ['six', '6'],
  ['seven', '7'],
  ['eight', '8'],
  ['nine', '9'],
]);
const TIMES: ReadonlyMap<string, number> = new Map([
  ['double', 2],
  ['dbl', 2],
  ['triple', 3],
  ['treble', 3],
]);
const LOOKALIKES: ReadonlyMap<string, string> = new Map([
  ['o', '0'],
  ['i', '1'],
  ['l', '1'],
]);

const NAMES = 'zero|nought|oh|one|two|three|four|five|six|seven|eight|nine';
/** Six digits spelled out, more or less in a row: worth a closer look where a text has no digits. */
const SPELLED_OUT = new RegExp(`(?:(?:${NAMES}|double|triple|o)(?![a-z])[^a-z0-9]{1,3}){5}(?:${NAMES}|o)`);
/** Digits mixed with what stands for digits. */
const MIXED = new RegExp(`(?:(?:\\d|${NAMES}|double|triple|[oil])[^a-z0-9]{0,3}){7}`);
const DIGITS_MIN = 7;
/** Of the six, all but the first and the last stand between other signs than letters and digits. */
const BEGINNINGS = beginnings([...NAMES.split('|'), 'double', 'triple', 'o']);
const SPELLED_MIN = 4;

/** Whether a text may hold a telephone number: a pass or two, no memory. */
function mayHoldNumber(plain: string): boolean {
  let digits = 0;
  const { length } = plain;
  const units = unitsOf(plain);
  for (let at = 0; at < length; at++) {
    const unit = units[at]!;
    if ((unit >= 0x30 && unit <= 0x39) || unit >= 0x660) digits++;
  }
  if (digits >= DIGITS_MIN) return true;
  return digits > 1 ? MIXED.test(plain) : hasNumberWords(plain) && SPELLED_OUT.test(plain);
}

function hasNumberWords(plain: string): boolean {
  let at = -1;
  for (let count = 0; count < SPELLED_MIN; count++) {
    at = nextBeginning(BEGINNINGS, plain, at + 1);
    if (at < 0) return false;
  }
  return true;
}

const CHUNK = /[a-z0-9\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]+/g;
/** A colon parts times, a comma thousands and lists. */
const SEPARATOR = /^(?: {0,2}[-.()/_·*~|+] ?[(+]? ?| {1,3}|, ?)$/;
const GAP_MAX = 4;

/** The runs of digits in plain text that are long enough for a telephone number. Linear in its length. */
export function digitRuns(plain: string): readonly DigitRun[] {
  if (!mayHoldNumber(plain)) return [];
  const runs: DigitRun[] = [];
  let run: DigitGroup[] = [];
  let times = 1;
  let timesStart = 0;
  const finish = () => {
    if (run.reduce((sum, { digits }) => sum + digits.length, 0) >= DIGITS_MIN) runs.push(run);
    run = [];
  };
  for (const { 0: chunk, index } of plain.matchAll(CHUNK)) {
    const end = index + chunk.length;
    const last = run.at(-1);
    const from = times > 1 ? timesStart : index;
    const gap = last === undefined ? '' : plain.slice(last.end, from);
    if (last !== undefined && (gap.length > GAP_MAX || !SEPARATOR.test(gap))) finish();
    const multiple = TIMES.get(chunk);
    if (multiple !== undefined) {
      times = multiple;
      timesStart = index;
      continue;
    }
    const read = readDigits(chunk);
    if (read === null) finish();
    else {
      const digits = times > 1 ? read.repeat(times) : read;
      run.push({ digits, start: from, end, spelled: digits !== chunk, gap: run.length === 0 ? '' : gap });
    }
    times = 1;
  }
  finish();
  return runs;
}

const ARABIC = 0x660;
const PERSIAN = 0x6f0;
const DEVANAGARI = 0x966;

function readDigits(chunk: string): string | null {
  if (/^[0-9]+$/.test(chunk)) return chunk;
  const word = WORDS.get(chunk);
  if (word !== undefined) return word;
  if (!/[^a-z]/.test(chunk)) return null;
  return readMixed(chunk);
}

const PART = new RegExp(`${NAMES}|[oil]|[^a-z]`, 'y');

/** `o77oo`, `07seven00`: digits, and letters that stand for some of them. */
function readMixed(chunk: string): string | null {
  let digits = '';
  let real = 0;
  PART.lastIndex = 0;
  while (PART.lastIndex < chunk.length) {
    const part = PART.exec(chunk)?.[0];
    if (part === undefined) return null;
    const digit = WORDS.get(part) ?? LOOKALIKES.get(part);
    if (digit === undefined) real++;
    digits += digit ?? decimal(part.charCodeAt(0));
  }
  return real * 3 >= digits.length ? digits : null;
}

function decimal(unit: number): string {
  if (unit < ARABIC) return String.fromCharCode(unit);
  if (unit < PERSIAN) return String(unit - ARABIC);
  return String(unit - (unit < DEVANAGARI ? PERSIAN : DEVANAGARI));
}
