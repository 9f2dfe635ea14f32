/**
 * A text cut into what normalisation must treat as one: a character with the marks that follow it. NFKC works inside a
 * segment only, so the way back to the original stays exact.
 */
export interface Segments {
  length: number;
  /** A single unit (case kept), or `-1 - k` for the k-th of `strings`. */
  readonly unit: Int32Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  readonly strings: string[];
  /** Some letter may be a look-alike: worth asking `disguise`. */
  suspect: boolean;
}

/** Unicode's stream-safe limit (UAX #15): more marks on one letter are noise, and ordering them is quadratic. */
const MARKS_READ = 30;
/** What is kept of them; no orthography needs more. */
const MARKS_KEPT = 8;

const IGNORABLE =
  /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\u20dd-\u20e0\u20e2-\u20e4]|(?!\s)\p{Cc}/u;
const MARK = /\p{M}/u;
const MARKS = /\p{M}/gu;
const SPACE = /^\s$/u;

const QUOTES: ReadonlyMap<number, number> = new Map([
  ...[0xb4, 0x2b9, 0x2bb, 0x2bc, 0x2c8, 0x2018, 0x2019, 0x201a, 0x201b, 0x2032, 0x2035].map(
    (c) => [c, 0x27] as const,
  ),
  ...[0xab, 0xbb, 0x201c, 0x201d, 0x201e, 0x201f, 0x2033].map((c) => [c, 0x22] as const),
  ...[0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2043, 0x2212, 0xfe58, 0xfe63].map(
    (c) => [c, 0x2d] as const,
  ),
  // Braille blank: looks like a space and is none to Unicode.
  [0x2800, 0x20],
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
  return unit === 0xa0 || (unit >= 0x1680 && SPACE.test(String.fromCharCode(unit)));
}

function ignorable(code: number): boolean {
  if (code < 0x20) return code < 0x09 || code > 0x0d;
  if (code < 0x7f) return false;
  if (code < 0xa0) return code !== 0x85;
  return IGNORABLE.test(String.fromCodePoint(code));
}

/** Lone surrogates become U+FFFD: two of them must not meet when what stood between them is removed. */
function codeAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit < 0xd800 || unit > 0xdfff) return unit;
  const code = text.codePointAt(at)!;
  return code >= 0x10000 ? code : 0xfffd;
}

export function segment(original: string): Segments {
  const size = original.length;
  const segments: Segments = {
    length: 0,
    unit: new Int32Array(size),
    start: new Uint32Array(size),
    end: new Uint32Array(size),
    strings: [],
    suspect: false,
  };
  let at = 0;
  while (at < size) {
    const start = at;
    const code = codeAt(original, at);
    at += code > 0xffff ? 2 : 1;
    if (ignorable(code)) continue;
    let end = at;
    let marks = '';
    let read = 0;
    // ASCII after ASCII is by far the most frequent: one comparison decides.
    while (at < size && original.charCodeAt(at) >= 0x7f) {
      const next = codeAt(original, at);
      const width = next > 0xffff ? 2 : 1;
      if (ignorable(next)) {
        at += width;
        continue;
      }
      if (!composes(next)) break;
      at += width;
      end = at;
      if (read++ < MARKS_READ) marks += String.fromCodePoint(next);
    }
    append(segments, code, marks, start, end);
  }
  return segments;
}

function append(segments: Segments, code: number, marks: string, start: number, end: number): void {
  const at = segments.length++;
  segments.start[at] = start;
  segments.end[at] = end;
  if (code < 0x80 && marks === '') {
    segments.unit[at] = code;
    return;
  }
  const mapped = QUOTES.get(code) ?? (code === 0x85 ? 0x20 : code);
  const text = fewerMarks((String.fromCodePoint(mapped) + marks).normalize('NFKC'));
  if (code >= 0x180) segments.suspect = true;
  if (text.length === 1) {
    segments.unit[at] = text.charCodeAt(0);
    return;
  }
  segments.unit[at] = -1 - segments.strings.length;
  segments.strings.push(text);
}

function fewerMarks(text: string): string {
  if (text.length <= MARKS_KEPT) return text;
  let seen = 0;
  return text.replace(MARKS, (mark) => (seen++ < MARKS_KEPT ? mark : ''));
}

/** The text of one segment. */
export function segmentText(segments: Segments, at: number): string {
  const unit = segments.unit[at]!;
  return unit >= 0 ? String.fromCharCode(unit) : segments.strings[-1 - unit]!;
}
