import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { CannotMeasure } from '../../cannot-measure.ts';
import type { FromSide, Kept, Memory, Ready, ToSide } from './protocol.ts';

/** One of the two servers, in a process of its own. */
export interface Side<Start> {
  /** Resolves when it takes requests. */
  start(start: Start): Promise<Ready>;
  /** What it takes at this moment. One question at a time. */
  look(): Promise<Memory>;
  /** Stops it and its database, and says what that holds. */
  stop(): Promise<Kept>;
  /** Ends it wherever it stands, in good order if it still can. */
  letGo(): Promise<void>;
}

/** Starting takes some seconds; whoever takes this long hangs. */
const PATIENCE_MS = 60_000;

/** @param program the file that the process runs, which calls `serveForParent` */
export function forkSide<Start>(program: URL): Side<Start> {
  const child = fork(program, {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    serialization: 'advanced',
  });
  const exited = once(child, 'exit');
  const ask = async <K extends FromSide['kind']>(message: ToSide<Start>, wanted: K) => {
    child.send(message);
    const answer = await nextMessage(child);
    if (answer.kind === 'failed') throw new Error(answer.message);
    if (answer.kind !== wanted) throw new Error(`${wanted} was awaited, ${answer.kind} came`);
    return answer as Extract<FromSide, { kind: K }>;
  };
  return {
    async start(start) {
      const { url, key } = await ask({ kind: 'start', start }, 'ready');
      return { url, key };
    },
    async look() {
      const { rss, heapUsed, cpuSeconds } = await ask({ kind: 'look' }, 'looked');
      return { rss, heapUsed, cpuSeconds };
    },
    async stop() {
      const { records, bytes, cpuSeconds } = await ask({ kind: 'stop' }, 'stopped');
      await exited;
      return { records, bytes, cpuSeconds };
    },
    async letGo() {
      // Without its parent it closes what it has open, and ends.
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}

async function nextMessage(child: ChildProcess): Promise<FromSide> {
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, AbortSignal.timeout(PATIENCE_MS)]);
  try {
    const [message] = await Promise.race([
      once(child, 'message', { signal }) as Promise<[FromSide]>,
      once(child, 'exit', { signal }).then(([code, killed]) => {
        throw new CannotMeasure(`A server of the benchmark ended with ${code ?? killed}.`);
      }),
    ]);
    return message;
  } finally {
    over.abort();
  }
}
