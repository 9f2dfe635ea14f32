import type { Sample, SampleMargin } from './sample.ts';
import { sharesOf } from './sample.ts';

/** How far a category is from its target. */
export interface Gap {
  readonly margin: string;
  readonly category: string;
  /** Of the population, 0 to 1. */
  readonly target: number;
  readonly reached: number;
}

export type Raked =
  | { readonly ok: true; readonly weights: Float64Array; readonly passes: number; readonly gap: Gap | null }
  | { readonly ok: false; readonly passes: number; readonly gap: Gap };

/** Over all margins in turn. Where the margins agree a few dozen are enough. */
const MAX_PASSES = 10_000;
/** Of a target: as close as sums of many numbers are. */
const REACHED = 1e-13;
/** Of a target: still fine where sums of many numbers come no closer. */
const CLOSE = 1e-10;
/** Passes in which the gap must become smaller by a hundredth, or it never will. */
const PATIENCE = 200;
const PROGRESS = 0.99;

/**
 * Raking, or iterative proportional fitting (Deming and Stephan 1940): each margin in turn multiplies every weight by
 * target ÷ reached of its category, until all margins hold at once. For one margin, crossed or not, it is
 * post-stratification and one pass.
 *
 * What is tested is the gap to *every* margin after a pass, and not how much weights move: with margins that contradict
 * each other weights return to where they were after each pass, and nothing seems to move.
 *
 * @param from the weights to begin with, one for each profile; the mean over all respondents is 1
 */
export function rake(sample: Sample, from: Float64Array): Raked {
  const weights = Float64Array.from(from);
  const { margins, respondents, numbers } = sample;
  let best = Number.POSITIVE_INFINITY;
  let bestPass = 0;
  let worst: WorstGap | null = null;
  for (let pass = 1; pass <= MAX_PASSES; pass++) {
    for (const { categories, shares } of margins) {
      const factors = new Float64Array(shares.length);
      for (let p = 0; p < weights.length; p++) factors[categories[p]!]! += numbers[p]! * weights[p]!;
      for (let c = 0; c < factors.length; c++)
        factors[c] = factors[c]! > 0 ? (shares[c]! * respondents) / factors[c]! : 1;
      for (let p = 0; p < weights.length; p++) weights[p]! *= factors[categories[p]!]!;
    }
    worst = worstGap(sample, weights);
    const size = worst?.size ?? 0;
    if (size <= REACHED) return { ok: true, weights, passes: pass, gap: worst?.gap ?? null };
    if (size < best * PROGRESS) {
      best = size;
      bestPass = pass;
    } else if (pass - bestPass >= (size <= CLOSE ? 3 : PATIENCE)) {
      if (size > CLOSE) break;
      return { ok: true, weights, passes: pass, gap: worst?.gap ?? null };
    }
  }
  if (worst === null) return { ok: true, weights, passes: 0, gap: null };
  return { ok: false, passes: MAX_PASSES, gap: worst.gap };
}

interface WorstGap {
  /** Relative to the target. */
  readonly size: number;
  readonly gap: Gap;
}

function worstGap(sample: Sample, weights: Float64Array): WorstGap | null {
  let worst: WorstGap | null = null;
  for (const margin of sample.margins) {
    const reached = sharesOf(sample, margin, weights);
    reached.forEach((share, c) => {
      const target = margin.shares[c] ?? 0;
      const size = target > 0 ? Math.abs(share - target) / target : share;
      if (worst === null || size > worst.size) worst = { size, gap: gapOf(margin, c, target, share) };
    });
  }
  return worst;
}

function gapOf({ name, labels }: SampleMargin, c: number, target: number, reached: number): Gap {
  return { margin: name, category: labels[c] ?? '', target, reached };
}
