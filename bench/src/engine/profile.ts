import { Worker } from 'node:worker_threads';
import type { CaseId, Input } from './case.ts';
import type { Shares } from './stages.ts';

/** What is to be profiled, one after the other, each after a warm-up of its own. */
export interface ProfileRequest {
  readonly cases: readonly CaseId[];
  readonly input: Input;
  /** For each of the cases. */
  readonly ms: number;
}

/**
 * In which stages the time goes, for each case, in their order. In a thread of its own, where nothing has run before
 * the profiler was on (see `startProfiler`).
 */
export async function profile(request: ProfileRequest): Promise<readonly Shares[]> {
  const worker = new Worker(new URL('./profile-thread.ts', import.meta.url), { workerData: request });
  const { promise, resolve, reject } = Promise.withResolvers<readonly Shares[]>();
  worker.once('message', resolve);
  worker.once('error', reject);
  worker.once('exit', (code) => reject(new Error(`the profiling thread ended with ${code}`)));
  return promise;
}
