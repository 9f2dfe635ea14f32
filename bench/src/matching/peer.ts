import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CannotMeasure } from '../cannot-measure.ts';

/** What one run of one engine found, in one thread. */
export interface Run {
  readonly build_s: number;
  readonly queries_per_s: number;
  readonly pairs: number;
}

/** Names the program that asks FAISS the same: `PROGRAM BASE QUERIES --radius N --single N` prints a `Run`. */
export const PEER_VARIABLE = 'SAFEWARD_FAISS';
/** Names the Python that has `faiss`; `python3` where it is not set. */
export const PYTHON_VARIABLE = 'SAFEWARD_FAISS_PYTHON';

const run = promisify(execFile);

/** Runs the one engine or the other over two files, and reads what it prints. */
export async function runEngine(program: string, args: readonly string[]): Promise<Run> {
  const { stdout } = await run(program, [...args], { maxBuffer: 1 << 20 }).catch((error: Error) => {
    throw new CannotMeasure(`${program} ${args[0]} ended badly: ${error.message}`);
  });
  const printed: unknown = JSON.parse(stdout);
  if (!isRun(printed))
    throw new CannotMeasure(`${program} ${args[0]} printed something else: ${stdout.trim()}`);
  return printed;
}

function isRun(value: unknown): value is Run {
  if (typeof value !== 'object' || value === null) return false;
  return ['build_s', 'queries_per_s', 'pairs'].every((name) => typeof Reflect.get(value, name) === 'number');
}
