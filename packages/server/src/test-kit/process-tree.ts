import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Stops a process and all it started, as if the machine it runs on hung, until `thaw` is called. */
export function freeze(pid: number): { thaw(): void } {
  const stopped = signalTree(pid, 'SIGSTOP');
  return {
    thaw() {
      for (const one of stopped.splice(0)) signal(one, 'SIGCONT');
    },
  };
}

/** Ends a process and all it started at once, without a word. */
export function killTree(pid: number): void {
  // Stopped first: none of them can start another, or notice that its parent is gone.
  for (const one of signalTree(pid, 'SIGSTOP')) signal(one, 'SIGKILL');
}

/** @returns the processes, children before their parents */
function signalTree(pid: number, name: NodeJS.Signals): number[] {
  const reached: number[] = [];
  // Parents first: a stopped parent starts no more children.
  for (let found = [pid]; found.length > 0; found = childrenOf(found)) {
    for (const one of found) signal(one, name);
    reached.unshift(...found);
  }
  return reached;
}

function childrenOf(parents: readonly number[]): number[] {
  return processes().flatMap(([pid, parent]) => (parents.includes(parent) ? [pid] : []));
}

/** Every process with its parent. */
function processes(): (readonly [pid: number, parent: number])[] {
  if (process.platform !== 'linux') {
    const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
    return table.map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  }
  return readdirSync('/proc').flatMap((name) => {
    const pid = Number(name);
    if (!Number.isInteger(pid)) return [];
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      return [[pid, Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])] as const];
    } catch {
      // It ended in the meantime.
      return [];
    }
  });
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended in the meantime.
  }
}
