import { parentPort, workerData } from 'node:worker_threads';
import type { SourceFile } from '@safeward/engine';
import { examine } from './examine.ts';

/** What `examineApart` starts. */
const { files, tests } = workerData as { readonly files: readonly SourceFile[]; readonly tests: boolean };
parentPort?.postMessage(examine(files, tests));
