import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Logger } from '../log/log.ts';
import type { Binaries } from './binaries.ts';
import { asRunAs, type RunAs } from './run-as.ts';
import { POSTGRES_SETTINGS } from './settings.ts';

/** One run of the database's server process. */
export interface Postgres {
  readonly pid: number;
  /** Resolves when the process is gone, for whatever reason. */
  readonly exited: Promise<void>;
  /** Fast shutdown: open transactions are rolled back, everything is written out. */
  stop(): Promise<void>;
}

export type LaunchFailure =
  /** Processes of an earlier run still hold the folder. */
  | { readonly kind: 'folder_held'; readonly said: string }
  | { readonly kind: 'port_taken'; readonly said: string }
  | { readonly kind: 'other'; readonly said: string };

export interface Launch {
  readonly binaries: Binaries;
  readonly runAs: RunAs;
  readonly folder: string;
  readonly port: number;
  readonly log: Logger;
}

const READY = 'database system is ready to accept connections';

/** Starts the server process and waits until it takes connections (also through its recovery after a crash). */
export async function launchPostgres(launch: Launch): Promise<Postgres | LaunchFailure> {
  const settings = Object.entries({ ...POSTGRES_SETTINGS, port: String(launch.port) });
  const { program, args, options } = asRunAs(launch.runAs, launch.binaries.postgres, [
    '-D',
    launch.folder,
    ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  const child = spawn(program, args, {
    ...options,
    cwd: '/',
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
    // Its own session: Ctrl-C reaches Safeward alone, which first answers what it accepted.
    detached: true,
  });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const said = await untilReady(child, launch.log);
  if (said !== null) return classify(said);
  const pid = child.pid;
  if (pid === undefined) return { kind: 'other', said: 'it has no process number' };
  const watch = stopWithUs(pid, launch.runAs);
  void exited.then(watch.dismiss);
  return { pid, exited, stop: () => stopPostgres(child, exited, launch) };
}

/** Null when it is ready, else what it said before it went. */
async function untilReady(child: ChildProcess, log: Logger): Promise<string | null> {
  const lines: string[] = [];
  let problem: Error | undefined;
  child.once('error', (error) => {
    problem = error;
  });
  const stderr = child.stderr;
  if (!stderr) return 'its messages cannot be read';
  const ready = new Promise<boolean>((resolve) => {
    createInterface({ input: stderr }).on('line', (line) => {
      if (lines.length < 50) lines.push(line);
      logLine(line, log);
      if (line.includes(READY)) resolve(true);
    });
    // The last lines may come after the exit itself, or all of them before: `close` comes after both.
    child.once('close', () => resolve(false));
    child.once('error', () => resolve(false));
  });
  return (await ready) ? null : [...lines, problem?.message ?? ''].join('\n').trim();
}

/** What concerns one statement (ERROR and its DETAIL) is told to who sent it, and may quote people's data: not logged. */
function logLine(line: string, log: Logger): void {
  const [, level, message] = /^(LOG|WARNING|FATAL|PANIC):\s+(.*)$/.exec(line) ?? [];
  if (level === 'PANIC') log.error({ postgres: message }, 'database');
  else if (level === 'WARNING') log.warn({ postgres: message }, 'database');
  else if (level !== undefined) log.debug({ postgres: message }, 'database');
}

function classify(said: string): LaunchFailure {
  if (/pre-existing shared memory block|lock file "postmaster\.pid" already exists/.test(said))
    return { kind: 'folder_held', said };
  if (/could not bind|could not create any TCP/.test(said)) return { kind: 'port_taken', said };
  return { kind: 'other', said };
}

async function stopPostgres(child: ChildProcess, exited: Promise<void>, launch: Launch): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  // Windows has no signals; there pg_ctl speaks to the server through a named pipe.
  if (process.platform === 'win32')
    spawn(launch.binaries.pgCtl, ['stop', '-D', launch.folder, '-m', 'fast'], { stdio: 'ignore' });
  else child.kill('SIGINT');
  await exited;
}

/**
 * A database must not outlive a Safeward that was killed. A tiny shell waits for the end of a pipe that this
 * process holds open: however this process ends, the pipe ends with it, and the shell asks for a fast shutdown.
 */
function stopWithUs(pid: number, runAs: RunAs): { dismiss(): void } {
  if (process.platform === 'win32') return { dismiss: () => {} };
  const script = 'read -r dismissed || kill -INT "$0"';
  const account = runAs.kind === 'account' ? { uid: runAs.uid, gid: runAs.gid } : {};
  const shell = spawn('/bin/sh', ['-c', script, String(pid)], {
    ...account,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  shell.on('error', () => {});
  shell.stdin.on('error', () => {});
  shell.unref();
  return { dismiss: () => shell.stdin.end('dismissed\n') };
}
