/**
 * Slope and offset that make sums shares, by Platt's method: logistic regression on texts that were kept from training
 * (Platt 1999), here with soft labels.
 */
export function calibrate(sums: readonly number[], labels: readonly number[]): readonly [number, number] {
  let slope = 1;
  let offset = 0;
  for (let round = 0; round < 200; round++) {
    let ga = 0;
    let gb = 0;
    let haa = 1e-3;
    let hab = 0;
    let hbb = 1e-3;
    for (let at = 0; at < sums.length; at++) {
      const x = sums[at]!;
      const p = 1 / (1 + Math.exp(-(slope * x + offset)));
      const off = p - labels[at]!;
      const w = p * (1 - p);
      ga += off * x;
      gb += off;
      haa += w * x * x;
      hab += w * x;
      hbb += w;
    }
    const det = haa * hbb - hab * hab;
    if (det < 1e-9) break;
    slope -= (0.5 * (hbb * ga - hab * gb)) / det;
    offset -= (0.5 * (haa * gb - hab * ga)) / det;
  }
  return [Math.max(0.2, slope), offset];
}
