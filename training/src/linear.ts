import type { Encoded } from './encode.ts';
import type { Random } from './random.ts';

export interface LinearOptions {
  readonly buckets: number;
  readonly outputs: number;
  readonly epochs: number;
  readonly rate: number;
  readonly targetWeight: number;
}

/** A linear model over hashed features: sums are divided by the root of how many features a text has. */
export interface Linear {
  /** buckets × outputs */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
  /** The sums of a text; the array is used again. */
  predict(text: Encoded): Float32Array;
}

/** Trains by AdaGrad, one text at a time. */
export function trainLinear(
  texts: readonly Encoded[],
  { buckets, outputs, epochs, rate, targetWeight }: LinearOptions,
  random: Random,
  onEpoch: (epoch: number) => void,
): Linear {
  const weights = new Float32Array(buckets * outputs);
  const squares = new Float32Array(buckets * outputs).fill(1);
  const bias = new Float32Array(outputs);
  const sums = new Float32Array(outputs);
  const predict = ({ features }: Encoded): Float32Array => {
    sums.fill(0);
    for (const bucket of features) {
      const from = bucket * outputs;
      for (let k = 0; k < outputs; k++) sums[k]! += weights[from + k]!;
    }
    const share = 1 / Math.sqrt(features.length);
    for (let k = 0; k < outputs; k++) sums[k] = sums[k]! * share + bias[k]!;
    return sums;
  };
  const slopes = new Float32Array(outputs);
  const order = Int32Array.from(texts, (_, at) => at);
  for (let epoch = 0; epoch < epochs; epoch++) {
    random.shuffle(order);
    for (const at of order) {
      const text = texts[at]!;
      predict(text);
      for (let k = 0; k < outputs - 1; k++) {
        const label = text.labels[k]!;
        slopes[k] = Number.isNaN(label) ? 0 : text.weight * (1 / (1 + Math.exp(-sums[k]!)) - label);
      }
      const last = outputs - 1;
      slopes[last] = Number.isNaN(text.target) ? 0 : targetWeight * (sums[last]! - text.target);
      for (let k = 0; k < outputs; k++) bias[k]! -= 0.002 * slopes[k]!;
      const share = 1 / Math.sqrt(text.features.length);
      for (const bucket of text.features) {
        const from = bucket * outputs;
        for (let k = 0; k < outputs; k++) {
          const slope = slopes[k]! * share;
          if (slope === 0) continue;
          squares[from + k]! += slope * slope;
          weights[from + k]! -= (rate * slope) / Math.sqrt(squares[from + k]!);
        }
      }
    }
    onEpoch(epoch);
  }
  return { weights, bias, predict };
}
