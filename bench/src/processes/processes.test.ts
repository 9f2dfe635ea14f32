import { expect, it } from 'vitest';
import { benchProcesses } from './processes.ts';

it('measures one gate beside two on the same database, and how a change reaches both', async () => {
  const size = { connections: 4, pairs: 1, changes: 1, measures: 20, events: 50 };
  const { results, text } = await benchProcesses({ json: false, seed: 7, seconds: 1 }, () => {}, size);
  expect(results.map(({ case: name, unit }) => [name, unit])).toStrictEqual([
    ['two gates', 'requests/s'],
    ['change seen by both, median', 'ms'],
    ['change seen by both, most', 'ms'],
    ['longest answer during it, median', 'ms'],
    ['longest answer during it, most', 'ms'],
  ]);
  expect(results[0]?.beside?.peer).toBe('one gate');
  expect(results[0]?.value).toBeGreaterThan(0);
  expect(text).toMatch(/^[✓✗] two gates over one: /m);
});
