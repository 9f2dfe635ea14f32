import { expect, it } from 'vitest';
import { benchDisk } from './disk.ts';

it('the more is kept, the more a decision takes', async () => {
  const { results, text } = await benchDisk({ json: true, seed: 7, seconds: 1 }, () => {}, 200);
  const [none, signals, content] = ['none', 'signals', 'content'].map(
    (keep) => results.find((result) => result.case === `keep=${keep}`)?.value ?? 0,
  ) as [number, number, number];
  expect(none).toBeGreaterThan(100);
  expect(signals).toBeGreaterThan(none);
  expect(content).toBeGreaterThan(signals);
  expect(text).toContain('keep: signals');
}, 180_000);
