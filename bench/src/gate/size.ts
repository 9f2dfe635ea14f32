import type { SourceFile } from '@safeward/engine';

/** How much of everything; the defaults are what the documented figures were measured with. */
export interface GateSize {
  /** At once, in the closed loop. */
  readonly connections: number;
  /** Of closed loops, ours and the peer's. */
  readonly pairs: number;
  /** Requests a second, in the open loop. */
  readonly rate: number;
  /** Of open loops, ours and the peer's. */
  readonly openPairs: number;
  /** Invented events, each sent many times under new ids. */
  readonly events: number;
  readonly practiceFiles: () => readonly SourceFile[];
}

/** Of one server in one round. */
export type Pair<L> = { readonly ours: L; readonly bare: L };
