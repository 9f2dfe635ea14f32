import type { Counted } from '../data/count.ts';

/** What weighting works on: profiles of alike respondents, with their numbers and starting weights. */
export interface Sample {
  readonly respondents: number;
  /** Respondents of each profile. */
  readonly numbers: Float64Array;
  /** Starting weight of each respondent of a profile, scaled so that their mean over all respondents is 1. */
  readonly starts: Float64Array;
  readonly margins: readonly SampleMargin[];
}

export interface SampleMargin {
  readonly name: string;
  readonly labels: readonly string[];
  /** Of the population; they sum to 1. */
  readonly shares: readonly number[];
  /** The category of each profile. */
  readonly categories: readonly number[];
}

export function sampleOf({ respondents, plan, profiles }: Counted): Sample {
  const numbers = Float64Array.from(profiles.counts, (counts) => counts[0] ?? 0);
  const total = profiles.starts.reduce((sum, start, p) => sum + start * (numbers[p] ?? 0), 0);
  return {
    respondents,
    numbers,
    starts: Float64Array.from(profiles.starts, (start) => (start * respondents) / total),
    margins: plan.margins.map(({ margin }, n) => ({
      name: margin.name,
      labels: margin.categories.map(({ label }) => label),
      shares: margin.categories.map(({ share }) => share),
      categories: profiles.margins[n] ?? [],
    })),
  };
}

/** The weighted share of each category of a margin. */
export function sharesOf(
  { respondents, numbers }: Sample,
  margin: SampleMargin,
  weights: Float64Array,
): Float64Array {
  const shares = new Float64Array(margin.shares.length);
  for (let p = 0; p < weights.length; p++) shares[margin.categories[p]!]! += numbers[p]! * weights[p]!;
  for (let c = 0; c < shares.length; c++) shares[c]! /= respondents;
  return shares;
}
