import { kmeans } from 'ml-kmeans';
import type { NamedText } from './named-text.ts';
import { wordsOf } from './shingles.ts';

/** A group of texts that use the same words: a start for somebody who reads them, not a finding. */
export interface Suggestion {
  /** What they have in common and others have not, the most telling first. */
  readonly words: readonly string[];
  /** Nearest to the middle of the group first. */
  readonly texts: readonly string[];
}

/** Words that are telling are looked for among so many. */
const MOST_WORDS = 400;
/** More texts say no more about which groups there are; the rest is for whoever reads. */
const MOST_TEXTS = 5_000;

/**
 * Groups texts by k-means over TF-IDF, each text as long as any other. The same texts give the same groups.
 */
export function suggestThemes(given: readonly NamedText[]): readonly Suggestion[] {
  const texts = given.slice(0, MOST_TEXTS).map(({ id, text }) => ({ id, words: termsOf(text) }));
  const terms = tellingTerms(texts.map(({ words }) => words));
  const rows = texts.flatMap(({ id, words }) => {
    const vector = vectorOf(words, terms);
    return vector === null ? [] : [{ id, vector }];
  });
  const groups = Math.min(12, Math.round(Math.sqrt(rows.length / 2)));
  if (groups < 2) return [];
  const { clusters, centroids } = kmeans(
    rows.map(({ vector }) => vector),
    groups,
    { seed: 1, initialization: 'kmeans++', maxIterations: 60 },
  );
  const names = [...terms.keys()];
  return centroids
    .flatMap((centre, n) => {
      const own = rows.filter((_, row) => clusters[row] === n);
      const words = names
        .map((name, place) => ({ name, weight: centre[place] ?? 0 }))
        .sort((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1))
        .filter(({ weight }) => weight > 0)
        .slice(0, 6);
      const nearest = own.map(({ id, vector }) => ({ id, near: dot(vector, centre) }));
      nearest.sort((a, b) => b.near - a.near);
      return own.length < 2
        ? []
        : [{ words: words.map(({ name }) => name), texts: nearest.map(({ id }) => id) }];
    })
    .sort((a, b) => b.texts.length - a.texts.length);
}

function termsOf(text: string): readonly string[] {
  return wordsOf(text).filter((word) => word.length > 2 && !COMMON.has(word));
}

/** The words that more than one text uses and not nearly all, by how much they tell apart. */
function tellingTerms(texts: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const usedBy = new Map<string, number>();
  for (const words of texts) for (const word of new Set(words)) usedBy.set(word, (usedBy.get(word) ?? 0) + 1);
  const some = [...usedBy].filter(([, count]) => count > 1 && count < texts.length * 0.8);
  some.sort(([a, one], [b, two]) => two - one || (a < b ? -1 : 1));
  return new Map(some.slice(0, MOST_WORDS).map(([word, count]) => [word, Math.log(texts.length / count)]));
}

/** Of length 1; null where none of its words is a telling one. */
function vectorOf(words: readonly string[], terms: ReadonlyMap<string, number>): number[] | null {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const raw = [...terms].map(([word, idf]) => Math.log1p(counts.get(word) ?? 0) * idf);
  const length = Math.hypot(...raw);
  return length === 0 ? null : raw.map((x) => x / length);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, n) => sum + x * (b[n] ?? 0), 0);
}

/** English words that are in every text. */
const COMMON: ReadonlySet<string> = new Set(
  `about after again all also and any are because been before being but can could did does doing don each few for from
  had has have having her here him his how into its just more most much not now off once only other our out over own
  same she should some such than that the their them then there these they this those through too under until very was
  were what when where which while who whom why will with would you your`.split(/\s+/),
);
