import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { FromSide, Kept, Ready, ToSide } from './protocol.ts';

/** One of the two servers, running in a process of its own. */
export interface Side extends Ready {
  /** Stops it and its database, and says what that holds. */
  stop(): Promise<Kept>;
  /** Ends it after something went wrong, in good order if it still can. */
  letGo(): Promise<void>;
}

/** Starting takes some seconds; whoever takes this long hangs. */
const PATIENCE_MS = 60_000;

/**
 * @param program the file that the process runs, which calls `serveForParent`
 * @param start what that is handed
 */
export async function startSide<Start>(program: URL, start: Start): Promise<Side> {
  const child = fork(program, {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    serialization: 'advanced',
  });
  const ask = async <K extends FromSide['kind']>(message: ToSide<Start>, wanted: K) => {
    child.send(message);
    const answer = await nextMessage(child);
    if (answer.kind === 'failed') throw new Error(answer.message);
    if (answer.kind !== wanted) throw new Error(`${wanted} was awaited, ${answer.kind} came`);
    return answer as Extract<FromSide, { kind: K }>;
  };
  try {
    const { url, key } = await ask({ kind: 'start', start }, 'ready');
    return {
      url,
      key,
      async stop() {
        const exited = once(child, 'exit');
        const { records, bytes } = await ask({ kind: 'stop' }, 'stopped');
        await exited;
        return { records, bytes };
      },
      letGo: () => letGo(child),
    };
  } catch (error) {
    await letGo(child);
    throw error;
  }
}

/** Without its parent it closes what it has open, and ends. */
async function letGo(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  if (child.connected) child.disconnect();
  await exited;
}

async function nextMessage(child: ChildProcess): Promise<FromSide> {
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, AbortSignal.timeout(PATIENCE_MS)]);
  try {
    const [message] = await Promise.race([
      once(child, 'message', { signal }) as Promise<[FromSide]>,
      once(child, 'exit', { signal }).then(([code, killed]) => {
        throw new Error(`a server of the benchmark ended with ${code ?? killed}`);
      }),
    ]);
    return message;
  } finally {
    over.abort();
  }
}
