import { mayDisguise } from './confusables.ts';

/**
 * A text cut into what normalisation must treat as one: a character with the marks that follow it. NFKC works inside a
 * segment only, so the way back to the original stays exact. The arrays are scratch: used again for the next text.
 */
export interface Segments {
  length: number;
  /** A single unit (case kept), or `-1 - k` for the k-th of `strings`. */
  unit: Int32Array;
  start: Uint32Array;
  end: Uint32Array;
  readonly strings: string[];
  /** Some letter may be a look-alike: worth asking `undisguise`. */
  suspect: boolean;
}

/** Unicode's stream-safe limit (UAX #15): more marks on one letter are noise, and ordering them is quadratic. */
const MARKS_READ = 30;
/** What is kept of them; no orthography needs more. */
const MARKS_KEPT = 8;

/** Enclosing marks (the circle of an emoji keycap) and the signs around an interlinear gloss are ignored too. */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}|\p{Bidi_Control}|\p{Me}|[\ufff9-\ufffb]|(?!\s)\p{Cc}/u;
const MARK = /\p{M}/u;
const MARKS = /\p{M}/gu;
const SPACE = /^\s$/u;

/** What NFKC leaves although it is written for a plain sign. */
const PLAIN_SIGNS: ReadonlyMap<number, number> = new Map([
  ...[0xb4, 0x2b9, 0x2bb, 0x2bc, 0x2c8, 0x2018, 0x2019, 0x201a, 0x201b, 0x2032, 0x2035, 0x2bd, 0x55a].map(
    (c) => [c, 0x27] as const,
  ),
  ...[0xab, 0xbb, 0x201c, 0x201d, 0x201e, 0x201f, 0x2033].map((c) => [c, 0x22] as const),
  ...[0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2043, 0x2212, 0xfe58, 0xfe63].map(
    (c) => [c, 0x2d] as const,
  ),
  [0x85, 0x20],
  // Braille blank: looks like a space and is none to Unicode.
  [0x2800, 0x20],
  // The capital lunate sigma, which NFKC makes Σ, looks like C as its small letter does.
  [0x3f9, 0x3f2],
]);

/** Conjoining and compatibility jamo, half-width voicing marks: they compose with what stands before them. */
function composes(code: number): boolean {
  if (code < 0x300) return false;
  if (code >= 0x1160 && code < 0x1200) return true;
  if (code >= 0x3131 && code < 0x3190) return true;
  if (code >= 0xd7b0 && code < 0xd800) return true;
  if (code >= 0xff9e && code < 0xffdd) return true;
  return MARK.test(String.fromCodePoint(code));
}

export function isSpaceUnit(unit: number): boolean {
  if (unit < 0x80) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  return unit === 0xa0 || (unit >= 0x1680 && unit <= 0x3000 && SPACE.test(String.fromCharCode(unit)));
}

/** What is known of a code point, looked up in Unicode when it first occurs. */
const Fact = { known: 1, ignorable: 2, composes: 4, suspect: 8, compatible: 16 } as const;
const FACTS = new Uint8Array(0x110000);
/** The one unit that NFKC makes of a unit; 0 where it makes several. */
const COMPATIBLE = new Uint16Array(0x10000);
/** The one unit that lower case makes of a unit; 0 where it makes several, or is not known yet. */
const FOLDED = new Uint16Array(0x10000);

function factsOf(code: number): number {
  const facts = FACTS[code]!;
  return facts !== 0 ? facts : learn(code);
}

function learn(code: number): number {
  const sign = String.fromCodePoint(code);
  let facts: number = Fact.known;
  if (IGNORABLE.test(sign) && !PLAIN_SIGNS.has(code)) facts |= Fact.ignorable;
  if (composes(code)) facts |= Fact.composes;
  const compatible = compatibleWith(code);
  if (mayDisguise(compatible)) facts |= Fact.suspect;
  // Beyond the basic plane the fact that NFKC leaves a sign as it is will do.
  if (compatible === sign) facts |= Fact.compatible;
  if (code <= 0xffff && compatible.length === 1) COMPATIBLE[code] = compatible.charCodeAt(0);
  FACTS[code] = facts;
  return facts;
}

function compatibleWith(code: number): string {
  return String.fromCodePoint(PLAIN_SIGNS.get(code) ?? code).normalize('NFKC');
}

/** The lower-case unit of a unit of NFKC text, or 0 where it is not exactly one. */
export function foldedUnit(unit: number): number {
  const folded = FOLDED[unit]!;
  if (folded !== 0) return folded;
  const text = lowerCase(String.fromCharCode(unit));
  if (text.length !== 1) return 0;
  FOLDED[unit] = text.charCodeAt(0);
  return text.charCodeAt(0);
}

/** Lower case of NFKC text; `Σ` is `σ` wherever it stands, so that a word in capitals is the same word. */
function lowerCase(text: string): string {
  return text.toLowerCase().normalize('NFKC').replaceAll('ς', 'σ');
}

/** What a segment of several units becomes: emoji above all, of which few kinds make up most. */
const KNOWN_TEXTS = new Map<string, string>();
const KNOWN_TEXTS_MAX = 4096;

export function foldedText(text: string): string {
  const known = KNOWN_TEXTS.get(text);
  if (known !== undefined) return known;
  const folded = lowerCase(text);
  if (KNOWN_TEXTS.size === KNOWN_TEXTS_MAX) KNOWN_TEXTS.clear();
  KNOWN_TEXTS.set(text, folded);
  return folded;
}

/** Lone surrogates become U+FFFD: two of them must not meet when what stood between them is removed. */
function codeAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit < 0xd800 || unit > 0xdfff) return unit;
  const code = text.codePointAt(at)!;
  return code >= 0x10000 ? code : 0xfffd;
}

const segments: Segments = {
  length: 0,
  unit: new Int32Array(512),
  start: new Uint32Array(512),
  end: new Uint32Array(512),
  strings: [],
  suspect: false,
};

export function segment(original: string): Segments {
  const size = original.length;
  if (segments.unit.length < size) {
    segments.unit = new Int32Array(size * 2);
    segments.start = new Uint32Array(size * 2);
    segments.end = new Uint32Array(size * 2);
  }
  segments.length = 0;
  segments.strings.length = 0;
  segments.suspect = false;
  let at = 0;
  while (at < size) {
    const start = at;
    const code = codeAt(original, at);
    at += code > 0xffff ? 2 : 1;
    // ASCII before ASCII is by far the most frequent: two comparisons decide.
    if (code >= 0x20 && code < 0x7f && (at === size || original.charCodeAt(at) < 0x7f)) {
      append(code, start, at);
      continue;
    }
    const facts = factsOf(code);
    if ((facts & Fact.ignorable) !== 0) continue;
    if ((facts & Fact.suspect) !== 0) segments.suspect = true;
    at = appendMarked(original, code, start, at);
  }
  return segments;
}

function append(unit: number, start: number, end: number): void {
  const at = segments.length++;
  segments.unit[at] = unit;
  segments.start[at] = start;
  segments.end[at] = end;
}

/** Appends a character with the marks that follow it from `at`; returns where the next one begins. */
function appendMarked(original: string, code: number, start: number, next: number): number {
  let at = next;
  let end = next;
  let marks = '';
  let read = 0;
  while (at < original.length && original.charCodeAt(at) >= 0x7f) {
    const mark = codeAt(original, at);
    const width = mark > 0xffff ? 2 : 1;
    const facts = factsOf(mark);
    if ((facts & Fact.ignorable) === 0) {
      if ((facts & Fact.composes) === 0) break;
      end = at + width;
      if (read++ < MARKS_READ) marks += String.fromCodePoint(mark);
    }
    at += width;
  }
  const single = marks === '' && code <= 0xffff ? COMPATIBLE[code]! : 0;
  if (single !== 0) {
    append(single, start, end);
    return at;
  }
  const text = marks === '' ? compatibleText(code) : marked(code, marks);
  if (text.length === 1) append(text.charCodeAt(0), start, end);
  else append(-1 - (segments.strings.push(text) - 1), start, end);
  return at;
}

function compatibleText(code: number): string {
  return (factsOf(code) & Fact.compatible) !== 0 ? String.fromCodePoint(code) : compatibleWith(code);
}

function marked(code: number, marks: string): string {
  return fewerMarks((compatibleWith(code) + marks).normalize('NFKC'));
}

function fewerMarks(text: string): string {
  if (text.length <= MARKS_KEPT) return text;
  let seen = 0;
  return text.replace(MARKS, (mark) => (seen++ < MARKS_KEPT ? mark : ''));
}

/** The text of one segment. */
export function segmentText(of: Segments, at: number): string {
  const unit = of.unit[at]!;
  return unit >= 0 ? String.fromCharCode(unit) : of.strings[-1 - unit]!;
}
