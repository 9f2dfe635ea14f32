/**
 * The value that a share of all values does not exceed (nearest rank): one of the values themselves.
 *
 * @param values in any order, at least one
 * @param percent above 0, up to 100
 */
export function percentile(values: ArrayLike<number>, percent: number): number {
  const sorted = Float64Array.from(values).sort();
  const value = sorted[Math.max(Math.ceil((percent / 100) * sorted.length), 1) - 1];
  if (value === undefined) throw new RangeError('no values, no percentile');
  return value;
}

/** The middle value; of an even number of values the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const above = sorted[Math.floor(sorted.length / 2)];
  const below = sorted[Math.ceil(sorted.length / 2) - 1];
  if (above === undefined || below === undefined) throw new RangeError('no values, no median');
  return (above + below) / 2;
}

/**
 * The median of what each pair says, which is not the ratio of the medians: what disturbs the machine for a while
 * disturbs both of a pair, and a pair that was disturbed in the middle is outvoted.
 */
export function medianOfRatios(pairs: readonly (readonly [ours: number, theirs: number])[]): number {
  return median(pairs.map(([ours, theirs]) => ours / theirs));
}

/** How far the values lie apart. */
export function range(values: readonly number[]): { readonly least: number; readonly most: number } {
  return { least: Math.min(...values), most: Math.max(...values) };
}
