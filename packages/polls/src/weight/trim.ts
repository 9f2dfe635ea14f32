import { type Gap, rake } from './rake.ts';
import type { Sample } from './sample.ts';

/** Bounds of weights, in multiples of their mean. */
export interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

export type Trimmed =
  | { readonly ok: true; readonly weights: Float64Array; readonly cycles: number }
  | {
      readonly ok: false;
      readonly why: 'margins';
      readonly gap: Gap;
    }
  | {
      readonly ok: false;
      readonly why: 'bounds';
      /** The profile whose weight stays farthest outside, and that weight; −1 where no weight is within the bounds. */
      readonly profile: number;
      readonly weight: number;
    };

/** How far outside a weight may be: what adding up a few thousand numbers leaves. */
const WITHIN = 1e-10;
const MAX_CYCLES = 1_000;
/** Cycles in which the weight farthest outside must come closer by a hundredth. */
const PATIENCE = 100;

/**
 * Trimming with a strict re-rake: clip the weights outside the bounds, share what was taken or given equally among the
 * others, until none is outside; rake again; and so on until the raked weights keep the bounds. The result keeps both
 * the margins and the bounds. It is the end of this procedure, not the minimum of a distance.
 *
 * @param raked weights that keep the margins; the mean over all respondents is 1
 */
export function trim(sample: Sample, raked: Float64Array, bounds: Bounds): Trimmed {
  let weights = raked;
  let best = Number.POSITIVE_INFINITY;
  let bestCycle = 0;
  for (let cycle = 0; ; cycle++) {
    const outside = farthestOutside(weights, bounds);
    if (outside.by <= WITHIN) return { ok: true, weights, cycles: cycle };
    if (outside.by < best * 0.99) {
      best = outside.by;
      bestCycle = cycle;
    }
    if (cycle === MAX_CYCLES || cycle - bestCycle > PATIENCE)
      return {
        ok: false,
        why: 'bounds',
        profile: outside.profile,
        weight: weights[outside.profile] ?? Number.NaN,
      };
    const clipped = clip(sample, weights, bounds);
    if (clipped === null) return { ok: false, why: 'bounds', profile: -1, weight: Number.NaN };
    const again = rake(sample, clipped);
    if (!again.ok) return { ok: false, why: 'margins', gap: again.gap };
    weights = again.weights;
  }
}

function farthestOutside(weights: Float64Array, { lower, upper }: Bounds) {
  let by = 0;
  let profile = -1;
  weights.forEach((weight, p) => {
    const out = Math.max(weight - upper, lower - weight);
    if (out > by) {
      by = out;
      profile = p;
    }
  });
  return { by, profile };
}

/** Null where nobody is left to take what was clipped. A weight exactly on a bound is not outside and takes its share. */
function clip({ numbers }: Sample, from: Float64Array, { lower, upper }: Bounds): Float64Array | null {
  const weights = Float64Array.from(from);
  for (let round = 0; round < MAX_CYCLES; round++) {
    let taken = 0;
    let others = 0;
    const isOutside = weights.map((weight) => (weight > upper || weight < lower ? 1 : 0));
    if (!isOutside.includes(1)) return weights;
    weights.forEach((weight, p) => {
      const number = numbers[p] ?? 0;
      if (isOutside[p] === 0) others += number;
      else {
        const bounded = weight > upper ? upper : lower;
        taken += number * (weight - bounded);
        weights[p] = bounded;
      }
    });
    if (others === 0) return null;
    weights.forEach((weight, p) => {
      if (isOutside[p] === 0) weights[p] = weight + taken / others;
    });
  }
  return null;
}
