import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The command as its users run it: a process of its own, with what it printed and how it ended. */

export const BIN = fileURLToPath(new URL('../../bin/safeward.js', import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Given on standard input. */
  readonly input?: string | Uint8Array;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs it to its end, under the Node that runs the tests. */
export async function safeward(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const running = startSafeward(args, options);
  running.child.stdin?.on('error', ignoreClosed).end(options.input ?? '');
  const { code } = await running.ended;
  return { code, stdout: running.stdout(), stderr: running.stderr() };
}

export interface Running {
  readonly child: ChildProcess;
  /** Everything so far. */
  stdout(): string;
  stderr(): string;
  /** The first line of standard output that the pattern matches; rejects where the process ends without one. */
  line(pattern: RegExp): Promise<string>;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

/** Starts it and lets it run. Whoever starts one stops it. */
export function startSafeward(
  args: readonly string[],
  { cwd, env = {}, program = process.execPath, programArgs = [BIN] }: StartOptions = {},
): Running {
  const child = spawn(program, [...programArgs, ...args], {
    cwd,
    env: { ...plainEnvironment(), ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  const arrived = new EventTarget();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
      arrived.dispatchEvent(new Event('output'));
    });
  }
  // `close` comes after the last output, `exit` may come before it.
  const ended = (async () => {
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    return { code, signal };
  })();
  const line = (pattern: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const complete = output.stdout.split('\n').slice(0, -1);
        const found = complete.find((text) => pattern.test(text));
        if (found === undefined) return;
        arrived.removeEventListener('output', look);
        resolve(found);
      };
      arrived.addEventListener('output', look);
      void ended.then(({ code }) =>
        reject(new Error(`ended with ${code} before ${pattern}:\n${output.stdout}\n${output.stderr}`)),
      );
      look();
    });
  return { child, stdout: () => output.stdout, stderr: () => output.stderr, line, ended };
}

export interface StartOptions extends Omit<RunOptions, 'input'> {
  /** What to start instead of the launcher under this Node. */
  readonly program?: string;
  readonly programArgs?: readonly string[];
}

/** What the person who runs the tests has set shall not change them. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { NO_COLOR, FORCE_COLOR, DATABASE_URL, NODE_OPTIONS, npm_lifecycle_event, ...rest } = process.env;
  for (const name of Object.keys(rest)) if (/^(SAFEWARD|OTEL)_/.test(name)) delete rest[name];
  return rest;
}

function ignoreClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
