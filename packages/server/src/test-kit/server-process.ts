import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ServerOptions } from '../server.ts';

/** A server that runs as a process of its own. */
export interface ServerProcess {
  readonly url: string;
  /** Null on later starts of the same folder. */
  readonly key: string | null;
  readonly pid: number;
  /** Everything it wrote to standard error so far. */
  readonly stderr: () => string;
  /** Resolves when the process is gone. */
  signal(name: NodeJS.Signals): Promise<void>;
}

/** @throws where it ends before it is ready, with what it wrote to standard error */
export async function startServerProcess(
  options: Partial<Omit<ServerOptions, 'log' | 'onProgress'>> & { readonly dataDir: string },
): Promise<ServerProcess> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./serve.ts', import.meta.url)), JSON.stringify(options)],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  const exited = once(child, 'exit');
  const [line] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    exited.then(() => [undefined]),
  ])) as [string | undefined];
  if (line === undefined) throw new Error(`the server process ended: ${stderr}`);
  const { url, key } = JSON.parse(line) as { url: string; key: string | null };
  return {
    url,
    key,
    pid: child.pid ?? 0,
    stderr: () => stderr,
    async signal(name) {
      if (isOver(child)) return;
      child.kill(name);
      await exited;
    },
  };
}

function isOver(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
