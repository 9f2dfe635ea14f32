import type { InSteps } from '@safeward/engine';

/** After so long somebody else has a turn, in milliseconds; a step may take longer, and is not cut. */
const SLICE_MS = 4;

/** Does work in slices, between which requests are read, decided and answered. */
export async function inSlices<T>(steps: InSteps<T>): Promise<T> {
  for (;;) {
    const until = performance.now() + SLICE_MS;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < until);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
