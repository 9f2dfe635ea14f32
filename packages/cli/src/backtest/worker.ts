import { parentPort, workerData } from 'node:worker_threads';
import { loadPractice, type Plan, type SourceFile } from '@safeward/engine';
import { seen } from './counted.ts';
import { createCounter } from './counter.ts';
import type { Setup, ToCrew, ToWorker } from './crew.ts';

/** One thread of a crew: reads the practices once, then counts whatever it is given. */

const { practices, afresh, samples } = workerData as Setup;
const counter = createCounter({
  candidate: planOf(practices.candidate.files),
  against: planOf(practices.against.files),
  afresh,
  samples,
});

parentPort?.on('message', (message: ToWorker) => {
  if (message === 'finish') tell({ kind: 'finished', counted: counter.counted() });
  else {
    counter.add(message);
    tell({ kind: 'added', seen: seen(counter.counted()) });
  }
});

function tell(message: ToCrew): void {
  parentPort?.postMessage(message);
}

/** They were checked before the crew was called together. */
function planOf(files: readonly SourceFile[]): Plan {
  const loaded = loadPractice(files);
  if (!loaded.ok)
    throw new Error(`a practice that was checked cannot be used: ${JSON.stringify(loaded.findings)}`);
  return loaded.plan;
}
