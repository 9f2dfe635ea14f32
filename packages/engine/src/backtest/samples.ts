import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Event } from '../event/event.ts';
import { type Change, type Compared, measuresOf } from './change.ts';

/** One changed event, to be read by a person. */
export interface Sample {
  readonly change: Change;
  readonly event: Event;
  readonly before: Compared;
  readonly after: Compared;
  /** Its place in an order that is chance, yet the same for everybody. */
  readonly rank: string;
}

/** Samples by `groupOf`, the first ones of each group in the order of their rank. */
export type Samples = Readonly<Record<string, readonly Sample[]>>;

/** So many are kept of each group. */
export const SAMPLES_EACH = 5;

/** By the change, and the first measure that only one of the two practices has, or that decided. */
export function groupOf(change: Change, before: Compared, after: Compared): string {
  const [was, is] = [measuresOf(before), measuresOf(after)];
  const measure = is.find((id) => !was.includes(id)) ?? was.find((id) => !is.includes(id)) ?? is[0] ?? '';
  return `${change} ${measure}`;
}

/** Fixed by the event's id, so that whoever counts, in whatever order, ends with the same samples. */
export function rankOf({ id }: Event): string {
  return bytesToHex(sha256(utf8ToBytes(id)).subarray(0, 8));
}

/** The first of two ordered groups together. */
export function mergeGroup(one: readonly Sample[], two: readonly Sample[]): readonly Sample[] {
  return [...one, ...two]
    .sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0))
    .slice(0, SAMPLES_EACH);
}
