import table from './confusables.json' with { type: 'json' };

/**
 * Letters that look like a Latin one. From Unicode's confusables (UTS #39), cut down to single letters of scripts
 * that are used to disguise Latin words, with the small capitals and enclosed letters that NFKC leaves.
 */
const LOOKALIKES: ReadonlyMap<string, string> = new Map(
  Object.entries(table).flatMap(([latin, signs]) => [...signs].map((sign) => [sign, latin] as const)),
);

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

/** The Latin letter (lower case) that `sign`, one code point of either case, may be taken for. */
export function lookalike(sign: string): string | undefined {
  return LOOKALIKES.get(sign);
}

/**
 * Which script a letter belongs to. `disguise`: signs that no ordinary text in Latin script uses as letters (phonetic
 * letters, small capitals, enclosed letters), read as Latin wherever they stand.
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
  if (codePoint >= 0x2c60 && codePoint < 0x2c80) return Script.latin;
  if (codePoint >= 0xa640 && codePoint < 0xa6a0) return Script.cyrillic;
  if (codePoint >= 0xa720 && codePoint < 0xa800) return Script.disguise;
  if (codePoint >= 0xab30 && codePoint < 0xab70) return Script.disguise;
  if (codePoint >= 0x1f150 && codePoint < 0x1f18a) return Script.disguise;
  return Script.other;
}
