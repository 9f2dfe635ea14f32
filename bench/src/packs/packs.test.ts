import { expect, it } from 'vitest';
import { benchPacks } from './packs.ts';

it('verifies invented packs, and says how fast and how large they are', async () => {
  const { results, text } = await benchPacks({ json: true, seed: 7 }, () => {}, { records: 300, rounds: 1 });
  expect(results.map((result) => [result.case, result.unit])).toEqual([
    ['records=300 one-of=1', 'records/s'],
    ['records=300 one-of=1 size', 'B/record'],
    ['records=300 one-of=10', 'records/s'],
    ['records=300 one-of=10 size', 'B/record'],
  ]);
  for (const { value } of results) expect(value).toBeGreaterThan(0);
  expect(text).toContain('20,000 records/s');
});
