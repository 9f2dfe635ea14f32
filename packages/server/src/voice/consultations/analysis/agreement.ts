/** What analysts said of one thing that several of them read: whether a theme is in it. */
export type Verdicts = readonly boolean[];

export interface Agreement {
  /** Parts that two or more analysts read. */
  readonly parts: number;
  /** Pairs of verdicts that are the same, of all pairs on the same part; 0 to 1. */
  readonly same: number | null;
  /**
   * Krippendorff's alpha for nominal data: 1 where all agree, 0 where they agree as often as chance would; null
   * where nothing was read twice, or all verdicts are one and the same, so that chance would agree as well.
   */
  readonly alpha: number | null;
}

/**
 * Agreement on one theme, for any number of analysts, each of whom may have read only some of it.
 *
 * @see K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011)
 */
export function agreementOn(units: readonly Verdicts[]): Agreement {
  const paired = units.filter(({ length }) => length > 1);
  let pairs = 0;
  let unequal = 0;
  // Coincidences: each pair within a unit weighs 1 / (m − 1), so that each verdict counts once.
  let observed = 0;
  let yes = 0;
  let no = 0;
  for (const unit of paired) {
    const ayes = unit.filter(Boolean).length;
    const noes = unit.length - ayes;
    pairs += (unit.length * (unit.length - 1)) / 2;
    unequal += ayes * noes;
    observed += (2 * ayes * noes) / (unit.length - 1);
    yes += ayes;
    no += noes;
  }
  const n = yes + no;
  const expected = n < 2 ? 0 : (2 * yes * no) / (n - 1);
  return {
    parts: paired.length,
    same: pairs === 0 ? null : 1 - unequal / pairs,
    alpha: expected === 0 ? null : 1 - observed / expected,
  };
}
