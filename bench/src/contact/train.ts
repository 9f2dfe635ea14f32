import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readMaterial, simulate } from '@safeward/simulator';
import { fit } from './fit.ts';
import { weigh } from './observed.ts';

/** What the weights are fitted on; reports use other seeds. */
const SEED = 1;
const EACH = 30;

/** Fits the weights of contact risk, with and without content, on the kinds that are not held out, and writes them. */
export function trainContact(): void {
  const simulated = simulate(readMaterial(), { each: EACH, seed: SEED });
  const conversations = [true, false].flatMap((content) => weigh(simulated, content));
  const fitted = fit(conversations.filter(({ label }) => !label.held_out));
  const file = fileURLToPath(
    new URL('../../../packages/engine/src/history/risk-weights.json', import.meta.url),
  );
  writeFileSync(file, `${JSON.stringify(fitted, null, 2)}\n`);
  process.stdout.write(`Wrote ${file}\n`);
}
