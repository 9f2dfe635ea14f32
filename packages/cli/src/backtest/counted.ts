import { type BacktestTally, emptyTally, mergeTallies } from '@safeward/engine';

/** Everything that is counted on the way; what several threads counted can be put together in any order. */
export interface Counted {
  readonly tally: BacktestTally;
  /** Of the events in the tally, those that are compared with what was decided then. */
  readonly asDecided: number;
  /** Records that could not be decided again, by the action taken then: not all of the event was kept. */
  readonly notKept: Readonly<Record<string, number>>;
  /** Decisions that were made for a part that was late or down, and say nothing about a practice. */
  readonly degraded: number;
  /** What could not be read: all are counted, the first are named. */
  readonly refused: { readonly count: number; readonly first: readonly Refused[] };
}

export interface Refused {
  /** The number of a line, from 1; or the id of a record. */
  readonly at: number | string;
  readonly detail: string;
}

/** So many lines are named. */
export const NAMED = 10;

export function nothingCounted(): Counted {
  return {
    tally: emptyTally(),
    asDecided: 0,
    notKept: {},
    degraded: 0,
    refused: { count: 0, first: [] },
  };
}

/** @param samples to keep of each group */
export function mergeCounted(one: Counted, two: Counted, samples: number): Counted {
  const notKept = { ...one.notKept };
  for (const [action, count] of Object.entries(two.notKept)) notKept[action] = (notKept[action] ?? 0) + count;
  return {
    tally: mergeTallies(one.tally, two.tally, samples),
    asDecided: one.asDecided + two.asDecided,
    notKept,
    degraded: one.degraded + two.degraded,
    refused: {
      count: one.refused.count + two.refused.count,
      first: firstOf([...one.refused.first, ...two.refused.first]),
    },
  };
}

export function firstOf(refused: readonly Refused[]): readonly Refused[] {
  return [...refused].sort(byPlace).slice(0, NAMED);
}

/** In one run all are lines, or all are records. */
function byPlace({ at: a }: Refused, { at: b }: Refused): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : 1;
}

/** All that was looked at. */
export function seen({ tally, notKept, degraded, refused }: Counted): number {
  return tally.events + sumOf(notKept) + degraded + refused.count;
}

export function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
