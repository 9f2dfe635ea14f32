import type { Sample } from '../weight/sample.ts';

/**
 * Standard errors by linearisation for a raked design (Deville, Särndal and Sautory 1993; Lumley 2004): the influence of
 * each respondent on an estimate, less what the margins explain of it, squared and added up.
 *
 * Respondents of one profile have one weight and stand in the same categories of all margins, so that every sum here is
 * over profiles; and what the margins explain is a sum of one coefficient for each category, so that the rounds of
 * averaging work on tables of categories and not on respondents.
 */
export interface RakedDesign {
  readonly respondents: number;
  readonly numbers: Float64Array;
  readonly weights: Float64Array;
  /** Categories of all margins, one after the other. */
  readonly categories: number;
  /** For each margin, of each profile: the place among all categories. */
  readonly places: readonly Int32Array[];
  /** What a profile counts for in the averages. */
  readonly starts: Float64Array;
  /** By two categories: the sum of the starting weights. */
  readonly crossed: Float64Array;
  /** By two categories: the sum of squared weights. */
  readonly squares: Float64Array;
  /** By category: the sum of weights. */
  readonly totals: Float64Array;
}

/** As often as R's `survey` averages over all margins. */
const ROUNDS = 10;

export function rakedDesign(sample: Sample, weights: Float64Array): RakedDesign {
  let categories = 0;
  const places = sample.margins.map((margin) => {
    const from = categories;
    categories += margin.shares.length;
    return Int32Array.from(margin.categories, (category) => from + category);
  });
  const crossed = new Float64Array(categories * categories);
  const squares = new Float64Array(categories * categories);
  const totals = new Float64Array(categories);
  for (let p = 0; p < weights.length; p++) {
    const number = sample.numbers[p]!;
    const weight = weights[p]!;
    for (const one of places) {
      totals[one[p]!]! += number * weight;
      for (const other of places) {
        const at = one[p]! * categories + other[p]!;
        crossed[at]! += number * sample.starts[p]!;
        squares[at]! += number * weight * weight;
      }
    }
  }
  return {
    respondents: sample.respondents,
    numbers: sample.numbers,
    weights,
    categories,
    places,
    starts: sample.starts,
    crossed,
    squares,
    totals,
  };
}

/**
 * What the margins explain of an influence, as one coefficient for each category: ten rounds of subtracting, for each
 * margin in turn, the mean within its categories over all respondents.
 *
 * @param sums by category: the sum of the influence, each respondent counting by the starting weight
 * @param into gets the coefficients
 */
export function explain(design: RakedDesign, sums: Float64Array, into: Float64Array): void {
  const { categories, crossed } = design;
  into.fill(0);
  for (let round = 0; round < ROUNDS; round++) {
    for (let c = 0; c < categories; c++) {
      const row = c * categories;
      const size = crossed[row + c]!;
      if (size === 0) continue;
      let left = sums[c]!;
      for (let other = 0; other < categories; other++) left -= crossed[row + other]! * into[other]!;
      into[c]! += left / size;
    }
  }
}

/** The sum over all respondents of weight × explained part. */
export function explainedSum({ totals }: RakedDesign, coefficients: Float64Array): number {
  let sum = 0;
  for (let c = 0; c < totals.length; c++) sum += coefficients[c]! * totals[c]!;
  return sum;
}

/** The sum over all respondents of (weight × explained part of one) × (weight × explained part of another). */
export function explainedProduct(
  { categories, squares }: RakedDesign,
  one: Float64Array,
  other: Float64Array,
): number {
  let sum = 0;
  for (let c = 0; c < categories; c++) {
    let row = 0;
    for (let d = 0; d < categories; d++) row += squares[c * categories + d]! * other[d]!;
    sum += one[c]! * row;
  }
  return sum;
}

/** The explained part of a respondent of a profile. */
export function explainedPart({ places }: RakedDesign, coefficients: Float64Array, profile: number): number {
  let part = 0;
  for (const place of places) part += coefficients[place[profile]!]!;
  return part;
}

/** From Σe² and Σe over all respondents; no correction for a finite population. */
export function standardError({ respondents: n }: RakedDesign, sumOfSquares: number, sum: number): number {
  if (n < 2) return Number.NaN;
  return Math.sqrt(Math.max(0, (n / (n - 1)) * (sumOfSquares - (sum * sum) / n)));
}
