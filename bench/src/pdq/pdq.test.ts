import { expect, it } from 'vitest';
import { benchPdq } from './pdq.ts';

it('the benchmark of PDQ has a figure for each size and for files', async () => {
  const size = { width: 120, height: 90 };
  const sizes = { sizes: [size], decoded: size };
  const { results, text } = await benchPdq({ json: false, seed: 7, seconds: 0.2 }, () => {}, sizes);
  expect(results.map(({ bench, case: name, unit }) => [bench, name, unit])).toEqual(
    ['120x90', '120x90 wall', '120x90 jpeg', '120x90 jpeg wall'].map((name) => ['pdq', name, 'images/s']),
  );
  for (const { value } of results) expect(value).toBeGreaterThan(0);
  expect(text).toContain('Elsewhere, not in this run');
});
