import { type Options, parseArguments } from './arguments.ts';
import { CannotMeasure } from './cannot-measure.ts';
import { createProgress, type Progress } from './output/progress.ts';
import { type Report, toJsonLine } from './result.ts';

type Run = (options: Options, say: Progress) => Promise<Report>;

interface Bench {
  readonly about: string;
  /** Loaded when it is run: the one benchmark needs nothing of what the others need. */
  readonly load: () => Promise<Run>;
}

const BENCHES: Readonly<Record<string, Bench>> = {
  engine: {
    about: 'decisions a second on one core, by the number of measures, and where the time goes',
    load: async () => (await import('./engine/engine.ts')).benchEngine,
  },
  gate: {
    about: 'requests a second and latency of the real server, beside a bare handler that does not decide',
    load: async () => (await import('./gate/gate.ts')).benchGate,
  },
  disk: {
    about: 'bytes in the database for one decision, by what the practice keeps',
    load: async () => (await import('./disk/disk.ts')).benchDisk,
