/** How many words stand in a row in one shingle. */
const LENGTH = 4;

/**
 * The words of a text in the form in which two texts are compared: what case, accents, punctuation and spaces do is
 * no difference.
 */
export function wordsOf(text: string): readonly string[] {
  return (
    text
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Every run of four words, as 32-bit numbers; of a shorter text all its words as one. */
export function shinglesOf(text: string): ReadonlySet<number> {
  const words = wordsOf(text);
  const shingles = new Set<number>();
  for (let start = 0; start + LENGTH <= words.length; start++)
    shingles.add(hash32(words.slice(start, start + LENGTH).join(' ')));
  if (shingles.size === 0 && words.length > 0) shingles.add(hash32(words.join(' ')));
  return shingles;
}

/** FNV-1a over UTF-16 units, mixed at the end (MurmurHash3's finaliser), so that every bit depends on every word. */
function hash32(text: string): number {
  let h = 0x811c9dc5;
  for (let n = 0; n < text.length; n++) h = Math.imul(h ^ text.charCodeAt(n), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Of all shingles in either, how many are in both: 0 to 1; 1 for two empty ones. */
export function jaccard(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const both = a.intersection(b).size;
  const either = a.size + b.size - both;
  return either === 0 ? 1 : both / either;
}
