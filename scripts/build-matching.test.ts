import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildMatching } from './build-matching.ts';

test('what is compiled in packages/matching is what its source compiles to', async () => {
  const built = await buildMatching();
  expect(built.length).toBeGreaterThan(2);
  for (const { path, text } of built) expect(readFileSync(path, 'utf8') === text, path).toBe(true);
});
