import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Event } from '../event/event.ts';
import { type Change, type Compared, measuresOf } from './change.ts';
import { type Counts, counts } from './counts.ts';

/** One changed event, to be read by a person. */
export interface Sample {
  readonly change: Change;
  /** Without pictures and context, and with no more of the text than a person reads. */
  readonly event: Event;
  readonly before: Compared;
  readonly after: Compared;
  /** Its place in an order that is chance, yet the same for everybody. */
  readonly rank: string;
}

/** Samples by `groupOf`, the first ones of each group in the order of their rank. */
export type Samples = Counts<readonly Sample[]>;

/** So many are kept of each group where nobody says otherwise. */
export const SAMPLES_EACH = 5;

/** UTF-16 units of a text that are kept. */
const TEXT_MAX = 2_000;

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

/** Adds one to its group, where it belongs to the first `each`. */
export function addSample(samples: Samples, group: string, sample: Sample, each: number): void {
  const known = samples[group] ?? [];
  const last = known[each - 1];
  if (each < 1 || (last !== undefined && last.rank < sample.rank)) return;
  const { event, before, after } = sample;
  const kept = { ...sample, event: toRead(event), before: comparedOf(before), after: comparedOf(after) };
  (samples as Record<string, readonly Sample[]>)[group] = firstOf([...known, kept], each);
}

/** The samples of what two kept together. */
export function mergeSamples(one: Samples, two: Samples, each: number): Samples {
  const merged = counts<readonly Sample[]>(one);
  for (const [group, samples] of Object.entries(two))
    merged[group] = firstOf([...(merged[group] ?? []), ...samples], each);
  return merged;
}

function firstOf(samples: readonly Sample[], each: number): readonly Sample[] {
  return [...samples].sort(byRank).slice(0, each);
}

/** Of events that share an id, which no rank tells apart, the whole content does. */
function byRank(a: Sample, b: Sample): number {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1;
  const [one, two] = [JSON.stringify(a), JSON.stringify(b)];
  return one < two ? -1 : one > two ? 1 : 0;
}

/** No more of an outcome than a comparison needs. */
function comparedOf({ action, until, limits, reasons }: Compared): Compared {
  return {
    action,
    ...(until === undefined ? {} : { until }),
    ...(limits === undefined ? {} : { limits }),
    reasons: reasons.map(({ measure, harm }) => (harm === undefined ? { measure } : { measure, harm })),
  };
}

function toRead(event: Event): Event {
  const { context: _context, content, ...rest } = event;
  if (content === undefined) return rest;
  const { images: _images, text, ...others } = content;
  if (text === undefined) return { ...rest, content: others };
  return { ...rest, content: { ...others, text: text.slice(0, TEXT_MAX) } };
}
