import { bandsOf, signatureOf } from './minhash.ts';
import type { NamedText } from './named-text.ts';
import { jaccard, shinglesOf, wordsOf } from './shingles.ts';

/** Answers that say nearly the same in nearly the same words. They are counted as what they are, never left out. */
export interface Campaign {
  /** In the order given. */
  readonly answers: readonly string[];
  /** The text that most of them are nearest to. */
  readonly text: string;
  /** The least that any of them shares with that text, 0 to 1. */
  readonly alike: number;
}

/** From this share of common shingles on two texts count as nearly identical. */
const ALIKE = 0.75;
/** Fewer may be a household. */
const AT_LEAST = 3;
/** Of “yes” and “I agree with this” nobody can say that one was copied from the other. */
const FEWEST_WORDS = 8;

/**
 * Finds them by MinHash and bands; what meets there is compared exactly, so that chance names nobody. An answer with several texts is
 * in a campaign where one of them is.
 */
export function findCampaigns(texts: readonly NamedText[]): readonly Campaign[] {
  const entries = texts
    .filter(({ text }) => wordsOf(text).length >= FEWEST_WORDS)
    .map(({ id, text }) => ({ id, text, shingles: shinglesOf(text) }));
  const parents = entries.map((_, n) => n);
  const rootOf = (n: number): number => {
    let root = n;
    while (parents[root] !== root) root = parents[root] ?? root;
    parents[n] = root;
    return root;
  };
  const met = new Map<string, number>();
  entries.forEach(({ shingles }, n) => {
    for (const band of bandsOf(signatureOf(shingles))) {
      const other = met.get(band);
      if (other === undefined) met.set(band, n);
      else if (
        rootOf(other) !== rootOf(n) &&
        jaccard(entries[other]?.shingles ?? new Set(), shingles) >= ALIKE
      )
        parents[rootOf(n)] = rootOf(other);
    }
  });
  const groups = [...Map.groupBy(entries, (_, n) => rootOf(n)).values()];
  return groups
    .flatMap((group) => describe(group))
    .sort((a, b) => b.answers.length - a.answers.length || (a.text < b.text ? -1 : 1));
}

interface Entry extends NamedText {
  readonly shingles: ReadonlySet<number>;
}

function describe(group: readonly Entry[]): readonly Campaign[] {
  const answers = [...new Set(group.map(({ id }) => id))];
  if (answers.length < AT_LEAST) return [];
  // Which text most are nearest to is asked of some where there are many.
  const some = group.slice(0, 50);
  const nearness = (one: Entry) =>
    some.reduce((sum, other) => sum + jaccard(one.shingles, other.shingles), 0);
  const centre = some.reduce((best, one) => (nearness(one) > nearness(best) ? one : best));
  const alike = Math.min(...group.map(({ shingles }) => jaccard(centre.shingles, shingles)));
  return [{ answers, text: centre.text, alike: Math.round(alike * 100) / 100 }];
}
