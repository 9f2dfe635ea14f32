import type { QuestionPlan } from '../data/plan.ts';
import type { Profiles } from '../data/profiles.ts';
import type { RakedDesign } from './linearised.ts';

/** Sums of one question over the columns of one break; the whole sample is a break with one column. */
export interface Tally {
  readonly columns: number;
  /** Answers and nets. */
  readonly rows: number;
  /** By column. */
  readonly bases: Float64Array;
  readonly weightedBases: Float64Array;
  readonly squaredBases: Float64Array;
  /** By column and answer. */
  readonly counts: Float64Array;
  readonly weightedCounts: Float64Array;
  /** By column and category of the margins: the base, each counting by the starting weight. */
  readonly baseByCategory: Float64Array;
  /** By column, answer and category. */
  readonly countByCategory: Float64Array;
}

/** @param columns the column of each profile, −1 for none; null for the whole sample */
export function tally(
  design: RakedDesign,
  { counts }: Profiles,
  { base, rows: labels }: QuestionPlan,
  columns: readonly number[] | null,
  size: number,
): Tally {
  const rows = labels.length;
  const { categories, places, weights, starts } = design;
  const sums: Tally = {
    columns: size,
    rows,
    bases: new Float64Array(size),
    weightedBases: new Float64Array(size),
    squaredBases: new Float64Array(size),
    counts: new Float64Array(size * rows),
    weightedCounts: new Float64Array(size * rows),
    baseByCategory: new Float64Array(size * categories),
    countByCategory: new Float64Array(size * rows * categories),
  };
  for (let p = 0; p < counts.length; p++) {
    const own = counts[p]!;
    const number = own[base]!;
    const column = columns === null ? 0 : columns[p]!;
    if (number === 0 || column < 0) continue;
    const weight = weights[p]!;
    const start = starts[p]!;
    sums.bases[column]! += number;
    sums.weightedBases[column]! += number * weight;
    sums.squaredBases[column]! += number * weight * weight;
    for (const place of places) sums.baseByCategory[column * categories + place[p]!]! += number * start;
    for (let a = 0; a < rows; a++) {
      const count = own[base + 1 + a]!;
      if (count === 0) continue;
      const at = column * rows + a;
      sums.counts[at]! += count;
      sums.weightedCounts[at]! += count * weight;
      for (const place of places) sums.countByCategory[at * categories + place[p]!]! += count * start;
    }
  }
  return sums;
}
