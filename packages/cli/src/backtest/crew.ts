import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SourceFile } from '@safeward/engine';
import { type Counted, mergeCounted, nothingCounted } from './counted.ts';
import type { Batch } from './counter.ts';

/** A practice as its sources, so that every thread can compile it. */
export interface PracticeSource {
  /** `name@version#sha256:…` */
  readonly label: string;
  readonly files: readonly SourceFile[];
}

export interface Practices {
  readonly candidate: PracticeSource;
  readonly against: PracticeSource;
}

/** What every thread is told at its start. */
export interface Setup {
  readonly practices: Practices;
  readonly afresh: boolean;
  readonly samples: number;
}

export type ToWorker = Batch | 'finish';
export type ToCrew =
  | { readonly kind: 'added'; readonly seen: number }
  | { readonly kind: 'finished'; readonly counted: Counted };

/** Threads that count together. Which of them counts what makes no difference to the sum. */
export interface Crew {
  /** Gives a part away; resolves when there is room for another. */
  add(batch: Batch): Promise<void>;
  /** Events counted so far. */
  readonly seen: number;
  /** Waits for what was given away, and puts together what all have counted. */
  finish(): Promise<Counted>;
  close(): Promise<void>;
}

/** TypeScript here, JavaScript where this is packed. */
const WORKER = new URL(`./worker${extname(import.meta.url)}`, import.meta.url);

/** One to work on, one that waits: no thread is ever without work while there is some. */
const AT_ONCE = 2;

interface Member {
  readonly worker: Worker;
  readonly finished: PromiseWithResolvers<Counted>;
  given: number;
  seen: number;
}

/** @param threads at most; each is started when there is work for it, for a short file is read by one sooner */
export function callTogether(setup: Setup, threads: number): Crew {
  const members: Member[] = [];
  /** Rejects where a thread comes upon a bug. */
  const fault = Promise.withResolvers<never>();
  fault.promise.catch(() => {});
  let somethingDone = Promise.withResolvers<void>();

  function start(): Member {
    const worker = new Worker(WORKER, { workerData: setup });
    const finished = Promise.withResolvers<Counted>();
    const member: Member = { worker, finished, given: 0, seen: 0 };
    worker.on('error', fault.reject);
    worker.on('message', (message: ToCrew) => {
      if (message.kind === 'finished') {
        member.finished.resolve(message.counted);
        return;
      }
      member.given -= 1;
      member.seen = message.seen;
      somethingDone.resolve();
      somethingDone = Promise.withResolvers();
    });
    members.push(member);
    return member;
  }

  function free(): Member | undefined {
    const idlest = members.toSorted((a, b) => a.given - b.given)[0];
    if (idlest?.given === 0) return idlest;
    if (members.length < threads) return start();
    return idlest !== undefined && idlest.given < AT_ONCE ? idlest : undefined;
  }

  return {
    async add(batch) {
      let member = free();
      while (member === undefined) {
        await Promise.race([somethingDone.promise, fault.promise]);
        member = free();
      }
      member.given += 1;
      member.worker.postMessage(batch, batch.kind === 'lines' ? [transferable(batch.bytes)] : []);
    },
    get seen() {
      return members.reduce((sum, member) => sum + member.seen, 0);
    },
    async finish() {
      for (const { worker } of members) worker.postMessage('finish' satisfies ToWorker);
      const all = Promise.all(members.map(({ finished }) => finished.promise));
      const counted = await Promise.race([all, fault.promise]);
      return counted.reduce((one, two) => mergeCounted(one, two, setup.samples), nothingCounted());
    },
    async close() {
      await Promise.all(members.map(({ worker }) => worker.terminate()));
    },
  };
}

/** Handed over, not copied; who makes a batch of lines gives it memory of its own. */
function transferable({ buffer }: Uint8Array): ArrayBuffer {
  if (!(buffer instanceof ArrayBuffer)) throw new TypeError('lines are in memory that threads share');
  return buffer;
}
