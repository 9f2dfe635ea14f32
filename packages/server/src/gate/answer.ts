import type { Outcome } from '@safeward/engine';
import { leafOf } from '../platform/leaves/index.ts';
import type { Part } from './on-failure.ts';

/** How long a decision took, in milliseconds. */
export interface Timing {
  /** Looking at the event: signals and measures; where the decision was computed for this very request. */
  readonly signals?: number | undefined;
  /** From the whole request to the answer, waiting for the record included. */
  readonly total: number;
}

/** Whether the decision is in the database as it is answered. */
export type Recording = 'recorded' | 'spooled' | 'unrecorded';

/**
 * The answer as JSON text without what differs from request to request. It is written once: stored as it is,
 * and sent as it is with the rest behind it.
 */
export function writeAnswer(id: string, outcome: Outcome, degraded: readonly Part[]): string {
  return JSON.stringify(degraded.length > 0 ? { id, ...outcome, degraded } : { id, ...outcome });
}

/** A decision as it stands. */
export interface Standing {
  readonly id: string;
  /** As `writeAnswer` wrote it. */
  readonly answer: string;
  /** With the hash of its leaf; null where it has none, or it is not at hand. */
  readonly seal?: string | null | undefined;
}

/** The whole answer to one request. */
export function completeAnswer(
  { id, answer, seal }: Standing,
  recording: Recording,
  timing?: Timing,
): string {
  const leaf = seal ? `,"leaf":"${leafOf(seal)}"` : '';
  const record = recording === 'recorded' ? `{"id":"${id}"${leaf}}` : 'null';
  const unrecorded = recording === 'unrecorded' ? ',"unrecorded":true' : '';
  return `${answer.slice(0, -1)},"record":${record}${unrecorded}${timing ? `,"timing_ms":${writeTiming(timing)}` : ''}}`;
}

function writeTiming({ signals, total }: Timing): string {
  return signals === undefined
    ? `{"total":${rounded(total)}}`
    : `{"signals":${rounded(signals)},"total":${rounded(total)}}`;
}

function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
