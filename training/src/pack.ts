import { type ModelShape, type PackedModel, STEP_OF } from '@safeward/engine';
import type { Parameters } from './network/parameters.ts';

/** Rows of small integers, each with the byte that tells what a step is worth. */
function quantise(
  values: Float32Array,
  width: number,
): { readonly rows: Int8Array; readonly scales: Uint8Array } {
  const count = values.length / width;
  const rows = new Int8Array(values.length);
  const scales = new Uint8Array(count);
  for (let row = 0; row < count; row++) {
    let largest = 0;
    for (let at = row * width; at < (row + 1) * width; at++)
      largest = Math.max(largest, Math.abs(values[at]!));
    let scale = 0;
    while (scale < 255 && STEP_OF[scale]! * 127 < largest) scale++;
    scales[row] = scale;
    for (let at = row * width; at < (row + 1) * width; at++)
      rows[at] = Math.max(-127, Math.min(127, Math.round(values[at]! / STEP_OF[scale]!)));
  }
  return { rows, scales };
}

export interface Learnt {
  readonly texts: readonly string[];
  readonly kinds: Uint8Array;
  readonly parameters: Parameters;
  readonly features: Float32Array;
  readonly featureBias: Float32Array;
}

/** The shipped form of what was learnt. */
export function packModel(
  { texts, kinds, parameters: p, features, featureBias }: Learnt,
  shape: ModelShape,
  rest: Pick<PackedModel, 'version' | 'calibration' | 'blend' | 'likeness'>,
): PackedModel {
  const words = quantise(p.words, shape.dim);
  const groups = quantise(p.groups, shape.dim);
  const linear = quantise(features, shape.outputs);
  const parts: readonly ArrayBufferView[] = [
    kinds,
    words.rows,
    words.scales,
    groups.rows,
    groups.scales,
    linear.rows,
    linear.scales,
    p.kinds,
    p.filters,
    p.filterBias,
    p.hidden,
    p.hiddenBias,
    p.outputs,
    p.outputBias,
    featureBias,
  ];
  const bytes = Buffer.concat(
    parts.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
  );
  return { ...rest, shape, words: texts.join(' '), bytes: bytes.toString('base64') };
}
