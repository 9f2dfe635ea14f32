import { fails, proven, type Verdict } from '../verdict.ts';
import type { ProvenRecord } from './record.ts';

/** What there is of the records of a pack. */
export interface Tallied {
  /** How many of each type. */
  readonly types: Readonly<Record<string, number>>;
  /** Parts that are shown, and parts that are only committed to. */
  readonly shown: number;
  readonly withheld: number;
  /** Times of the first and the last record. */
  readonly from: string | null;
  readonly to: string | null;
  /** Leaves between the first and the last record that the pack does not show. */
  readonly between: number;
}

export interface Tally {
  add(record: ProvenRecord, what: string): Verdict<ProvenRecord>;
  result(): Tallied;
}

/** More than any log has. */
const MAX_TYPES = 500;

/** Counts records, each place of the log once. */
export function createTally(): Tally {
  const types = new Map<string, number>();
  const seen = new Set<number>();
  let shown = 0;
  let withheld = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = -1;
  let from: string | null = null;
  let to: string | null = null;
  return {
    add(record, what) {
      const { index, leaf, parts, withheld: others } = record;
      if (seen.has(index)) return fails('malformed', what, 'comes twice');
      seen.add(index);
      first = Math.min(first, index);
      last = Math.max(last, index);
      types.set(leaf.type, (types.get(leaf.type) ?? 0) + 1);
      if (types.size > MAX_TYPES) return fails('too_large', what, 'is of yet another type');
      shown += Object.keys(parts).length;
      withheld += others.length;
      if (from === null || leaf.time < from) from = leaf.time;
      if (to === null || leaf.time > to) to = leaf.time;
      return proven(record);
    },
    result: () => ({
      types: Object.fromEntries(types),
      shown,
      withheld,
      from,
      to,
      between: seen.size === 0 ? 0 : last - first + 1 - seen.size,
    }),
  };
}
