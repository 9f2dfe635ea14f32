import { type Letters, SMALL_BASE, Z_95 } from './figure.ts';

/** One column of a break, for one figure. */
export interface Compared {
  readonly unweightedBase: number;
  readonly effectiveBase: number | null;
  readonly unweightedCount: number;
  /** A fraction, or a mean. */
  readonly estimate: number | null;
  readonly sd: number | null;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Columns are lettered in the codebook's order. */
export function letterOf(column: number): string {
  return ALPHABET[column] ?? '?';
}

/**
 * Column-proportion tests on effective bases: z = (p₁ − p₂) ÷ √(p̄(1 − p̄)(1/n₁ + 1/n₂)), with p̄ their mean weighted by
 * the effective bases n. There is no correction for the number of tests. Null in an empty base, and where p̄ is 0 or 1.
 */
export function zOfShares(one: Compared, other: Compared): number | null {
  const [p1, p2, n1, n2] = [one.estimate, other.estimate, one.effectiveBase, other.effectiveBase];
  if (p1 === null || p2 === null || n1 === null || n2 === null) return null;
  // By the counts: sums of weights would miss 0 and 1 by a rounding.
  const count = one.unweightedCount + other.unweightedCount;
  if (count === 0 || count === one.unweightedBase + other.unweightedBase) return null;
  const pooled = (p1 * n1 + p2 * n2) / (n1 + n2);
  return (p1 - p2) / Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
}

/** z = (m₁ − m₂) ÷ √(s₁²/n₁ + s₂²/n₂). Null in an empty base, and where nobody differs from anybody. */
export function zOfMeans(one: Compared, other: Compared): number | null {
  const [m1, m2, n1, n2] = [one.estimate, other.estimate, one.effectiveBase, other.effectiveBase];
  if (m1 === null || m2 === null || n1 === null || n2 === null || one.sd === null || other.sd === null)
    return null;
  const variance = one.sd ** 2 / n1 + other.sd ** 2 / n2;
  return variance === 0 ? null : (m1 - m2) / Math.sqrt(variance);
}

/** All pairs of columns, with who is significantly above whom. */
export function compareColumns(
  columns: readonly Compared[],
  test: (one: Compared, other: Compared) => number | null,
): { readonly z: Readonly<Record<string, number | null>>; readonly letters: readonly Letters[] } {
  const z: Record<string, number | null> = {};
  const all = columns.map(() => '');
  const large = columns.map(() => '');
  columns.forEach((one, a) => {
    columns.slice(a + 1).forEach((other, offset) => {
      const b = a + 1 + offset;
      const value = test(one, other);
      z[letterOf(a) + letterOf(b)] = value;
      if (value === null || Math.abs(value) <= Z_95) return;
      const [higher, lower] = value > 0 ? [a, b] : [b, a];
      all[higher] += letterOf(lower);
      if (Math.min(one.unweightedBase, other.unweightedBase) >= SMALL_BASE) large[higher] += letterOf(lower);
    });
  });
  // A column may be above an earlier one that was compared with it later.
  const inOrder = (letters: string): string =>
    [...letters].sort((x, y) => ALPHABET.indexOf(x) - ALPHABET.indexOf(y)).join('');
  return {
    z,
    letters: columns.map((_, n) => ({
      letters: inOrder(all[n] ?? ''),
      letters_min_base_30: inOrder(large[n] ?? ''),
    })),
  };
}
