import table from './confusables.json' with { type: 'json' };

/** Letters that look like a Latin one. Source and licence: the file itself. */
const ALIKE = signsOf(table.letters);
/** Letters that pass for a Latin one, or for a digit that is read as one, only among Latin letters. */
const AMONG_LATIN = signsOf(table.amongLatin);

function signsOf(letters: Readonly<Record<string, string>>): ReadonlyMap<number, string> {
  return new Map(
    Object.entries(letters).flatMap(([latin, signs]) =>
      [...signs].map((sign) => [sign.codePointAt(0)!, latin] as const),
    ),
  );
}

export const Script = {
  none: 0,
  latin: 1,
  disguise: 2,
  greek: 3,
  cyrillic: 4,
  armenian: 5,
  cherokee: 6,
  other: 7,
} as const;

const LETTER = /^\p{L}/u;
const REGIONAL_A = 0x1f1e6;
const REGIONAL_Z = 0x1f1ff;

/** The Latin letter (lower case) or digit that a letter of either case may be taken for. */
export function lookalike(codePoint: number): string | undefined {
  return ALIKE.get(codePoint) ?? AMONG_LATIN.get(codePoint);
}

/**
 * Which script a letter belongs to. `disguise`: signs that ordinary text hardly uses as letters (phonetic letters, small
 * capitals, enclosed letters), read as Latin wherever they stand beside other letters.
 */
export function scriptOf(codePoint: number): number {
  if (codePoint < 0x250) return Script.latin;
  if (codePoint < 0x2b0) return Script.disguise;
  if (codePoint < 0x370) return Script.none;
  if (codePoint < 0x400) return Script.greek;
  if (codePoint < 0x530) return Script.cyrillic;
  if (codePoint < 0x590) return Script.armenian;
  if (codePoint >= 0x13a0 && codePoint < 0x1400) return Script.cherokee;
  if (codePoint >= 0xab70 && codePoint < 0xabc0) return Script.cherokee;
  if (codePoint >= 0x1c80 && codePoint < 0x1c90) return Script.cyrillic;
  if (codePoint >= 0x1d00 && codePoint < 0x1dc0) return Script.disguise;
  if (codePoint >= 0x1e00 && codePoint < 0x1f00) return Script.latin;
  if (codePoint >= 0x1f00 && codePoint < 0x2000) return Script.greek;
  if (codePoint >= 0x2c60 && codePoint < 0x2c80) return Script.disguise;
  if (codePoint >= 0xa640 && codePoint < 0xa6a0) return Script.cyrillic;
  if (codePoint >= 0xa720 && codePoint < 0xa800) return Script.disguise;
  if (codePoint >= 0xab30 && codePoint < 0xab70) return Script.disguise;
  if (codePoint >= 0x1f150 && codePoint < 0x1f18a) return Script.disguise;
  return Script.other;
}

/** What a character is to the search for disguises; for letters of other scripts, the script and how it looks. */
export const Kind = {
  notAWord: -1,
  digit: -2,
  latin: -3,
  /** A sign that is a disguise wherever it stands beside a letter. */
  disguise: -4,
  /** Added to a script: looks like a Latin letter. */
  alike: 0x100,
  /** Added to a script: passes for Latin only among Latin letters. */
  amongLatin: 0x200,
} as const;

const KNOWN = new Map<number, number>();

/** The `Kind` of a code point of NFKC text. */
export function kindOf(codePoint: number): number {
  if (codePoint < 0x80) return asciiKind(codePoint);
  if (codePoint > 0xffff) return letterKind(codePoint);
  let kind = KNOWN.get(codePoint);
  if (kind === undefined) {
    kind = letterKind(codePoint);
    KNOWN.set(codePoint, kind);
  }
  return kind;
}

function asciiKind(unit: number): number {
  if ((unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a)) return Kind.latin;
  return (unit >= 0x30 && unit <= 0x39) || unit === 0x5f ? Kind.digit : Kind.notAWord;
}

function letterKind(codePoint: number): number {
  const script = scriptOf(codePoint);
  if (script === Script.disguise && ALIKE.has(codePoint)) return Kind.disguise;
  if (!LETTER.test(String.fromCodePoint(codePoint))) return Kind.notAWord;
  if (script <= Script.disguise) return Kind.latin;
  if (ALIKE.has(codePoint)) return script | Kind.alike;
  return AMONG_LATIN.has(codePoint) ? script | Kind.amongLatin : script;
}

/** The halves of flags: `🇦` to `🇿`. */
export function isRegionalIndicator(codePoint: number): boolean {
  return codePoint >= REGIONAL_A && codePoint <= REGIONAL_Z;
}

/** The letter that a regional indicator stands for. */
export function regionalLetter(codePoint: number): string {
  return String.fromCharCode(0x61 + codePoint - REGIONAL_A);
}

/** Whether a character of NFKC text gives reason to look for disguises. */
export function mayDisguise(character: string): boolean {
  const codePoint = character.codePointAt(0)!;
  if (isRegionalIndicator(codePoint)) return true;
  return scriptOf(codePoint) !== Script.latin && lookalike(codePoint) !== undefined;
}
