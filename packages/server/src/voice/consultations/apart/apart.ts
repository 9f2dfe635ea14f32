import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Done, type Task, work } from './task.ts';

/** @throws where it takes longer than two minutes */
export type Apart = <T extends Task>(task: T) => Promise<Done[T['task']]>;

/** TypeScript here, JavaScript where this is packed. */
const WORKER = new URL(`./worker${extname(import.meta.url)}`, import.meta.url);
const LONGEST_MS = 120_000;

/** So few texts are gone through sooner than a thread is started. */
const FEW_TEXTS = 50;

function isSmall(task: Task): boolean {
  return 'texts' in task && task.texts.length <= FEW_TEXTS;
}

/** Works in a thread of its own, in which a gate goes on deciding; one at a time, so that many cannot take every core. */
export function analyseApart(): Apart {
  let last: Promise<unknown> = Promise.resolve();
  return <T extends Task>(task: T) => {
    const mine = last.then(() => (isSmall(task) ? (work(task) as Done[T['task']]) : inThread(task)));
    last = mine.catch(() => {});
    return mine;
  };
}

async function inThread<T extends Task>(task: T): Promise<Done[T['task']]> {
  const worker = new Worker(WORKER, { workerData: task });
  try {
    const [done] = (await once(worker, 'message', { signal: AbortSignal.timeout(LONGEST_MS) })) as [
      Done[T['task']],
    ];
    return done;
  } finally {
    await worker.terminate();
  }
}
