import { expect, it } from 'vitest';
import { benchPolls } from './polls.ts';

it('tabulates an invented poll, and says what it took beside parsing alone', async () => {
  const size = { respondents: 3_000, columns: 30, rounds: 1 };
  const { results, text } = await benchPolls({ json: true, seed: 7 }, () => {}, size);
  expect(results.map((result) => [result.case, result.unit])).toEqual([
    ['respondents=3000 columns=30', 's'],
    ['respondents=3000 columns=30 cpu', 's'],
  ]);
  for (const { value } of results) expect(value).toBeGreaterThan(0);
  expect(text).toContain('only parsed');
});
