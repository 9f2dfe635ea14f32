import type { InSteps } from '@safeward/engine';
import { expect, it } from 'vitest';
import { inSlices } from './in-slices.ts';

/** Steps that take about a millisecond each. */
function* slow(count: number): InSteps<number> {
  for (let n = 0; n < count; n++) {
    const until = performance.now() + 1;
    while (performance.now() < until);
    yield;
  }
  return count;
}

it('lets others have their turn while it works', async () => {
  let turns = 0;
  let isOver = false;
  const others = (async () => {
    for (; !isOver; turns++) await new Promise((resolve) => setImmediate(resolve));
  })();
  expect(await inSlices(slow(40))).toBe(40);
  isOver = true;
  await others;
  // In slices of four steps and more, there are several pauses; without any there would be two turns at most.
  expect(turns).toBeGreaterThan(3);
});

it('gives on what the work throws', async () => {
  await expect(
    inSlices(
      // biome-ignore lint/correctness/useYield: it fails before its first step.
      (function* (): InSteps<never> {
        throw new TypeError('no practice');
      })(),
    ),
  ).rejects.toThrow('no practice');
});
