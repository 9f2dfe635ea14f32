import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DEFAULT_DECODE_LIMITS, type DecodeLimits } from './decode.ts';
import type { Looked } from './look.ts';

/** Why nobody looked; the image may be a good one. */
export const LOOKING_FAULTS = {
  looked_too_late: 'Looking at the image was not over in time.',
  too_many_images: 'More images wait to be looked at than are taken.',
  looking_failed: 'The thread that looked at the image came to its end.',
  not_fetched: 'The image was not fetched from its address.',
} as const;
export type LookingFault = keyof typeof LOOKING_FAULTS;

export type Looking = { readonly kind: 'looked'; readonly looked: Looked } | { readonly kind: LookingFault };

/** Threads that look at images while the thread that decides goes on deciding. */
export interface Lookers {
  /** @param withinMs when an answer is given at the latest; the bytes are handed over, and gone here */
  look(bytes: Uint8Array, withinMs: number): Promise<Looking>;
  stop(): Promise<void>;
}

export interface LookersOptions {
  readonly limits?: DecodeLimits;
  /** Started when there is something to look at, and as many as are needed at once; the processors, at most four. */
  readonly threads?: number;
  /** Bytes of all images that may wait. */
  readonly waitingBytes?: number;
}

interface Task {
  readonly bytes: Uint8Array;
  readonly settle: (looking: Looking) => void;
  isOver: boolean;
}

interface Thread {
  readonly worker: Worker;
  task: Task | null;
  timer: NodeJS.Timeout | undefined;
}

/** TypeScript here, JavaScript where this is packed. */
const WORKER = new URL(`./look-worker${extname(import.meta.url)}`, import.meta.url);
/** Beyond what decoding may take: then the thread is ended, whatever it does. */
const GRACE_SECONDS = 5;

export function createLookers({
  limits = DEFAULT_DECODE_LIMITS,
  threads: most = Math.min(4, availableParallelism()),
  waitingBytes: mostWaiting = 256 * 1024 * 1024,
}: LookersOptions = {}): Lookers {
  const threads = new Set<Thread>();
  const waiting: Task[] = [];
  let waitingBytes = 0;
  let stopped = false;

  function pump(): void {
    while (waiting.length > 0 && !stopped) {
      const thread = [...threads].find(({ task }) => task === null) ?? (threads.size < most ? start() : null);
      if (thread === null) return;
      const task = waiting.shift();
      if (task === undefined) return;
      waitingBytes -= task.bytes.byteLength;
      if (!task.isOver) hand(thread, task);
    }
  }

  function start(): Thread {
    const worker = new Worker(WORKER);
    // A process that has nothing else to do may end.
    worker.unref();
    const thread: Thread = { worker, task: null, timer: undefined };
    const end = (): void => {
      threads.delete(thread);
      done(thread, { kind: 'looking_failed' });
      pump();
    };
    worker.on('message', (looked: Looked) => {
      done(thread, { kind: 'looked', looked });
      pump();
    });
    // An error is followed by the exit.
    worker.on('error', () => {});
    worker.on('exit', end);
    threads.add(thread);
    return thread;
  }

  function hand(thread: Thread, task: Task): void {
    thread.task = task;
    thread.timer = setTimeout(() => void thread.worker.terminate(), (limits.seconds + GRACE_SECONDS) * 1000);
    const bytes = ownBytes(task.bytes);
    thread.worker.postMessage({ bytes, limits }, [bytes.buffer]);
  }

  function done(thread: Thread, looking: Looking): void {
    clearTimeout(thread.timer);
    thread.task?.settle(looking);
    thread.task = null;
  }

  return {
    look(bytes, withinMs) {
      if (stopped || waitingBytes + bytes.byteLength > mostWaiting)
        return Promise.resolve({ kind: 'too_many_images' });
      const { promise, resolve } = Promise.withResolvers<Looking>();
      const timer = setTimeout(() => task.settle({ kind: 'looked_too_late' }), withinMs);
      const task: Task = {
        bytes,
        settle(looking) {
          task.isOver = true;
          clearTimeout(timer);
          resolve(looking);
        },
        isOver: false,
      };
      waiting.push(task);
      waitingBytes += bytes.byteLength;
      pump();
      return promise;
    },
    async stop() {
      stopped = true;
      for (const task of waiting.splice(0)) task.settle({ kind: 'looking_failed' });
      await Promise.all([...threads].map(({ worker }) => worker.terminate()));
    },
  };
}

/** Only memory that holds nothing else can be handed to another thread. */
function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteLength } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength
    ? new Uint8Array(buffer)
    : new Uint8Array(bytes);
}
