/** Area under the ROC curve; ties count half. */
export function auroc(scores: readonly number[], positive: readonly boolean[]): number {
  const order = scores.map((_, at) => at).sort((a, b) => scores[a]! - scores[b]!);
  let rank = 0;
  let sum = 0;
  let positives = 0;
  while (rank < order.length) {
    let end = rank;
    while (end < order.length && scores[order[end]!] === scores[order[rank]!]) end++;
    const mean = (rank + end + 1) / 2;
    for (let at = rank; at < end; at++)
      if (positive[order[at]!]!) {
        sum += mean;
        positives++;
      }
    rank = end;
  }
  const negatives = order.length - positives;
  return (sum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** The threshold above which at most `share` of the negatives lie, and the share of positives found above it. */
export function recallAt(
  scores: readonly number[],
  positive: readonly boolean[],
  share: number,
): { readonly recall: number; readonly threshold: number } {
  const negatives = scores.filter((_, at) => !positive[at]).sort((a, b) => b - a);
  const threshold = negatives[Math.floor(negatives.length * share)] ?? 0;
  const found = scores.filter((score, at) => positive[at] && score > threshold).length;
  return { recall: found / (scores.length - negatives.length), threshold };
}

/** Spearman's rank correlation. */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  const x = ranks(a);
  const y = ranks(b);
  const mean = (x.length + 1) / 2;
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let at = 0; at < x.length; at++) {
    const dx = x[at]! - mean;
    const dy = y[at]! - mean;
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xy / Math.sqrt(xx * yy);
}

function ranks(values: readonly number[]): readonly number[] {
  const order = values.map((_, at) => at).sort((a, b) => values[a]! - values[b]!);
  const result = new Array<number>(values.length);
  let from = 0;
  while (from < order.length) {
    let end = from;
    while (end < order.length && values[order[end]!] === values[order[from]!]) end++;
    for (let at = from; at < end; at++) result[order[at]!] = (from + end + 1) / 2;
    from = end;
  }
  return result;
}

const BINS = 10;

/** Expected calibration error: how far scores are from the share that is true, over ten bins of equal width. */
export function calibrationError(scores: readonly number[], positive: readonly boolean[]): number {
  const bins = Array.from({ length: BINS }, () => ({ count: 0, sum: 0, positives: 0 }));
  scores.forEach((score, at) => {
    const bin = bins[Math.min(BINS - 1, Math.floor(score * BINS))]!;
    bin.count++;
    bin.sum += score;
    if (positive[at]) bin.positives++;
  });
  return bins.reduce((error, { sum, positives }) => error + Math.abs(sum - positives), 0) / scores.length;
}
