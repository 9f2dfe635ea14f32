import { makeTextModel, normalize, OUTPUTS } from '@safeward/engine';
import { expect, it } from 'vitest';
import { allocate } from './network/parameters.ts';
import { packModel } from './pack.ts';

it('what is packed is read back: a bias is a score, and a model of nothing knows nothing else', () => {
  const shape = {
    words: 2,
    groups: 4,
    dim: 3,
    filters: 2,
    hidden: 2,
    outputs: OUTPUTS,
    kinds: 6,
    features: 8,
  };
  const parameters = allocate({ ...shape, buckets: shape.groups, width: 3 });
  parameters.outputBias[2] = -3;
  const packed = packModel(
    {
      texts: ['you', 'are'],
      kinds: new Uint8Array(2),
      parameters,
      features: new Float32Array(shape.features * OUTPUTS),
      featureBias: new Float32Array(OUTPUTS),
    },
    shape,
    {
      version: 'text-en-0-test',
      calibration: Array.from({ length: OUTPUTS }, () => [1, 0] as const),
      blend: Array.from({ length: OUTPUTS }, () => 0),
      likeness: 0,
    },
  );
  const model = makeTextModel(packed);
  const scores = model.score(normalize('you are'));
  expect(model.version).toBe('text-en-0-test');
  expect(scores?.insult).toBeCloseTo(1 / (1 + Math.exp(3)), 4);
  expect(scores?.spam).toBe(0.5);
});
