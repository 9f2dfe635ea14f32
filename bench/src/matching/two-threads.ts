import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { buildIndex } from '@safeward/matching';

/** What two threads over one index did together. */
export interface Together {
  readonly build_s: number;
  readonly queries_per_s: number;
  readonly pairs: number;
  /** Of the whole process, hashes, index and threads. */
  readonly megabytes: number;
}

const THREADS = 2;

/** Two threads share one index and each looks for half of the hashes; the owner only waits. */
export async function measureTogether(
  base: Uint8Array,
  queries: Uint8Array,
  radius: number,
): Promise<Together> {
  const began = performance.now();
  const index = await buildIndex(base, { shared: true, readers: THREADS + 1 });
  const build_s = (performance.now() - began) / 1000;
  const half = Math.ceil(queries.length / 32 / THREADS) * 32;
  const threads = Array.from(
    { length: THREADS },
    (_, n) =>
      new Worker(new URL('./search-thread.ts', import.meta.url), {
        workerData: {
          index: index.share(),
          reader: n + 1,
          queries: queries.slice(n * half, (n + 1) * half),
          radius,
        },
      }),
  );
  try {
    await Promise.all(threads.map((thread) => once(thread, 'message')));
    const asked = performance.now();
    for (const thread of threads) thread.postMessage('go');
    const counts = await Promise.all(
      threads.map(async (thread) => ((await once(thread, 'message')) as [number])[0]),
    );
    const seconds = (performance.now() - asked) / 1000;
    return {
      build_s,
      queries_per_s: queries.length / 32 / seconds,
      pairs: counts.reduce((sum, count) => sum + count, 0),
      megabytes: process.memoryUsage.rss() / 1e6,
    };
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}
