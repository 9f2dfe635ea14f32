import { expect, it } from 'vitest';
import { benchSoak } from './soak.ts';

it('shows the memory of the real server under an even load, and judges it', async () => {
  const { results, text } = await benchSoak({ json: false, seed: 7, seconds: 4 }, () => {});
  expect(results.map(({ case: name, unit }) => [name, unit])).toStrictEqual([
    ['heap growth', 'MiB/min'],
    ['RSS growth', 'MiB/min'],
    ['rate=500 p50', 'ms'],
    ['rate=500 p99', 'ms'],
  ]);
  expect(text).toMatch(/^ +records +2,000 acknowledged, and as many found in the database$/m);
  expect(text).toMatch(/^[✓✗] heap: /m);
  expect(text).toMatch(/^[✓✗] RSS: /m);
});
