import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Done, Task } from './task.ts';

/** What came of a task that was given to a thread. */
export type Worked = Done | { readonly kind: 'took_too_long' } | { readonly kind: 'busy' };

export type WorkOnPoll = (task: Task) => Promise<Worked>;

/** TypeScript here, JavaScript where this is packed. */
const WORKER = new URL(`./worker${extname(import.meta.url)}`, import.meta.url);
/** A large poll takes seconds. */
const LONGEST_MS = 60_000;
/** One that is worked on, and one beside it: a gate in the same process needs a core. */
const AT_ONCE = 2;
const MOST_MEMORY_MB = 2_048;

/**
 * Works on polls in threads of their own: a poll takes a second of computing, in which a gate must go on deciding. What
 * does not end, or takes all memory, is ended.
 */
export function workApart(longestMs: number = LONGEST_MS): WorkOnPoll {
  let working = 0;
  return async (task) => {
    if (working >= AT_ONCE) return { kind: 'busy' };
    working += 1;
    const worker = new Worker(WORKER, {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    });
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), longestMs);
    try {
      const [done] = (await once(worker, 'message', { signal: late.signal })) as [Done];
      return done;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (late.signal.aborted || code === 'ERR_WORKER_OUT_OF_MEMORY') return { kind: 'took_too_long' };
      throw error;
    } finally {
      clearTimeout(timer);
      await worker.terminate();
      working -= 1;
    }
  };
}
