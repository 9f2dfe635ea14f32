import { execFileSync } from 'node:child_process';

/** Stops a process and all it started, as if the machine it runs on hung, until `thaw` is called. */
export function freeze(pid: number): { thaw(): void } {
  // Parents first: a stopped parent starts no more children.
  const pids = [pid, ...descendants(pid)];
  for (const one of pids) signal(one, 'SIGSTOP');
  return {
    thaw() {
      for (const one of pids.toReversed()) signal(one, 'SIGCONT');
    },
  };
}

function descendants(pid: number): number[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const below = (parent: number): number[] =>
    table.flatMap(([child = 0, its]) => (its === parent ? [child, ...below(child)] : []));
  return below(pid);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended in the meantime.
  }
}
