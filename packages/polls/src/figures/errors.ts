import type { QuestionPlan } from '../data/plan.ts';
import type { Profiles } from '../data/profiles.ts';
import {
  explain,
  explainedPart,
  explainedProduct,
  explainedSum,
  type RakedDesign,
  standardError,
} from './linearised.ts';
import type { Tally } from './tally.ts';

/** Where what is left of two large sums is less than this part of them, the respondents are summed one by one instead. */
const CANCELLED = 1e-7;

/**
 * The linearised standard errors of all shares of a question in the columns of a break, as fractions; and of the mean,
 * where the answers are numbers.
 *
 * @param values of the answers; null where they are no numbers
 * @returns by column and estimate: the rows, then the mean; NaN in an empty base
 */
export function linearisedErrors(
  design: RakedDesign,
  profiles: Profiles,
  { base }: QuestionPlan,
  columns: readonly number[] | null,
  sums: Tally,
  values: readonly number[] | null,
): Float64Array {
  const { rows } = sums;
  const { categories, weights, numbers } = design;
  const estimates = rows + (values === null ? 0 : 1);
  const centres = new Float64Array(sums.columns * estimates).fill(Number.NaN);
  const coefficients: Float64Array[] = [];
  const influence = new Float64Array(categories);
  for (let column = 0; column < sums.columns; column++) {
    const whole = sums.weightedBases[column]!;
    for (let e = 0; e < estimates; e++) {
      const own = new Float64Array(categories);
      coefficients.push(own);
      if (whole === 0) continue;
      const weightOf = (a: number): number => (e < rows ? (a === e ? 1 : 0) : (values?.[a] ?? 0));
      let centre = 0;
      for (let a = 0; a < rows; a++) centre += weightOf(a) * sums.weightedCounts[column * rows + a]!;
      centre /= whole;
      centres[column * estimates + e] = centre;
      for (let c = 0; c < categories; c++) {
        let sum = 0;
        if (e < rows) sum = sums.countByCategory[(column * rows + e) * categories + c]!;
        else
          for (let a = 0; a < rows; a++)
            sum += weightOf(a) * sums.countByCategory[(column * rows + a) * categories + c]!;
        influence[c] = (sum - centre * sums.baseByCategory[column * categories + c]!) / whole;
      }
      explain(design, influence, own);
    }
  }

  // In the base e = w(x − A), with x the influence and A its explained part; outside of it x is 0.
  const inside = new Float64Array(sums.columns * estimates);
  const insideExplained = new Float64Array(sums.columns * estimates);
  for (let p = 0; p < profiles.counts.length; p++) {
    const own = profiles.counts[p]!;
    const number = own[base]!;
    const column = columns === null ? 0 : columns[p]!;
    if (number === 0 || column < 0) continue;
    const whole = sums.weightedBases[column]!;
    const squared = weights[p]! * weights[p]!;
    for (let e = 0; e < estimates; e++) {
      const at = column * estimates + e;
      const explained = explainedPart(design, coefficients[at]!, p);
      const centre = centres[at]!;
      let sum = 0;
      if (e < rows) {
        const count = own[base + 1 + e]!;
        const chosen = (1 - centre) / whole - explained;
        const other = -centre / whole - explained;
        sum = count * chosen * chosen + (number - count) * other * other;
      } else {
        for (let a = 0; a < (values?.length ?? 0); a++) {
          const left = ((values?.[a] ?? 0) - centre) / whole - explained;
          sum += own[base + 1 + a]! * left * left;
        }
      }
      inside[at]! += squared * sum;
      insideExplained[at]! += squared * number * explained * explained;
    }
  }

  const outsideOf = (column: number, own: Float64Array): number => {
    let sum = 0;
    for (let p = 0; p < profiles.counts.length; p++) {
      const isIn = columns === null || columns[p] === column;
      const number = numbers[p]! - (isIn ? profiles.counts[p]![base]! : 0);
      const explained = explainedPart(design, own, p);
      sum += number * weights[p]! * weights[p]! * explained * explained;
    }
    return sum;
  };
  return inside.map((sum, at) => {
    if (Number.isNaN(centres[at])) return Number.NaN;
    const own = coefficients[at]!;
    const all = explainedProduct(design, own, own);
    const difference = all - insideExplained[at]!;
    const isCancelled = sum + difference < CANCELLED * all;
    const outside = isCancelled ? outsideOf(Math.floor(at / estimates), own) : Math.max(difference, 0);
    return standardError(design, sum + outside, -explainedSum(design, own));
  });
}
