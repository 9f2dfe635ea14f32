import { median } from '../statistics.ts';

/** A value at a moment; the moments in any unit of time. */
export type Sample = readonly [at: number, value: number];

/** How a series goes on the whole. */
export interface Trend {
  /** Per unit of time. */
  readonly slope: number;
  /** How much the line rises from the first moment to the last, over the median of the values; below 0 it falls. */
  readonly rise: number;
}

/**
 * The line through a series by Theil and Sen: the median of the slopes between all pairs. Up to 29 of 100 values may be
 * anything, such as the moments before and after a garbage collection, without moving it far.
 *
 * @param samples at least two, at different moments
 * @see P. K. Sen, Estimates of the regression coefficient based on Kendall's tau, JASA 63 (1968)
 */
export function trendOf(samples: readonly Sample[]): Trend {
  const slopes = samples.flatMap(([at, value], n) =>
    samples
      .slice(n + 1)
      .filter(([later]) => later !== at)
      .map(([later, then]) => (then - value) / (later - at)),
  );
  const slope = median(slopes);
  const moments = samples.map(([at]) => at);
  const long = Math.max(...moments) - Math.min(...moments);
  return { slope, rise: (slope * long) / median(samples.map(([, value]) => value)) };
}
