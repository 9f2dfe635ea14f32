import type { Event } from '../event/event.ts';
import { CHANGES, type Change, type Compared, changeOf, measuresOf } from './change.ts';
import { groupOf, mergeGroup, rankOf, type Samples } from './samples.ts';

/** How a hold of the past ended, where people ended it. */
export interface PastResolution {
  readonly by: string;
  readonly outcome: 'release' | 'refuse';
}

/** One event of the past under both practices. */
export interface Comparison {
  readonly event: Event;
  readonly before: Compared;
  readonly after: Compared;
  readonly resolution?: PastResolution | undefined;
}

/** Counts over many comparisons. Adding and merging may be done in any order: several workers can count at once. */
export interface BacktestTally {
  readonly events: number;
  readonly changes: Readonly<Record<Change, number>>;
  /** `allow>hold` → how often; unchanged actions too. */
  readonly actions: Readonly<Record<string, number>>;
  /** By what the event is: each part → change → how often. Unchanged events are counted, to tell shares. */
  readonly by: Readonly<Record<Part, Readonly<Record<string, Readonly<Record<Change, number>>>>>>;
  /** Measure → matches it gains and loses. */
  readonly measures: Readonly<Record<string, MeasureShift>>;
  /** Holds of the past that people ended, by who and how, and whether the candidate would hold them too. */
  readonly resolved: Readonly<Record<string, { readonly held: number; readonly notHeld: number }>>;
  readonly samples: Samples;
}

export const PARTS = ['kind', 'harm', 'actor_band', 'target_band', 'audience'] as const;
export type Part = (typeof PARTS)[number];

export interface MeasureShift {
  readonly before: number;
  readonly after: number;
  readonly gained: number;
  readonly lost: number;
  /** Of the events it matches under the candidate, those whose past hold people released, and those they refused. */
  readonly released: number;
  readonly refused: number;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends object ? Mutable<T[K]> : T[K] };
/** A tally while it is counted; samples are replaced whole. */
type Counting = Mutable<Omit<BacktestTally, 'samples'>> & { samples: Samples };

const NO_SHIFT: MeasureShift = { before: 0, after: 0, gained: 0, lost: 0, released: 0, refused: 0 };

export function emptyTally(): BacktestTally {
  return {
    events: 0,
    changes: noChanges(),
    actions: {},
    by: Object.fromEntries(PARTS.map((part) => [part, {}])) as BacktestTally['by'],
    measures: {},
    resolved: {},
    samples: {},
  };
}

function noChanges(): Record<Change, number> {
  return Object.fromEntries(CHANGES.map((change) => [change, 0])) as Record<Change, number>;
}

/** Counts one comparison into a tally, in place: millions are counted. */
export function addComparison(tally: BacktestTally, comparison: Comparison): void {
  const counts = tally as Counting;
  const { before, after, resolution } = comparison;
  const change = changeOf(before, after);
  counts.events += 1;
  counts.changes[change] += 1;
  bump(counts.actions, `${before.action}>${after.action}`);
  for (const part of PARTS)
    for (const name of namesOf(part, comparison)) {
      const row = counts.by[part][name] ?? noChanges();
      counts.by[part][name] = row;
      row[change] += 1;
    }
  countMeasures(counts, comparison);
  if (resolution !== undefined) {
    const key = `${resolution.by} ${resolution.outcome}`;
    const row = counts.resolved[key] ?? { held: 0, notHeld: 0 };
    counts.resolved[key] = row;
    if (after.action === 'hold' || after.action === 'block') row.held += 1;
    else row.notHeld += 1;
  }
  if (change !== 'unchanged') keepSample(counts, comparison, change);
}

function keepSample(counts: Counting, { event, before, after }: Comparison, change: Change): void {
  const group = groupOf(change, before, after);
  counts.samples = {
    ...counts.samples,
    [group]: mergeGroup(counts.samples[group] ?? [], [{ change, event, before, after, rank: rankOf(event) }]),
  };
}

function countMeasures(counts: Counting, { before, after, resolution }: Comparison): void {
  const [was, is] = [new Set(measuresOf(before)), new Set(measuresOf(after))];
  for (const id of new Set([...was, ...is])) {
    const shift = counts.measures[id] ?? { ...NO_SHIFT };
    counts.measures[id] = shift;
    if (was.has(id)) shift.before += 1;
    if (is.has(id)) shift.after += 1;
    if (is.has(id) && !was.has(id)) shift.gained += 1;
    if (was.has(id) && !is.has(id)) shift.lost += 1;
    if (is.has(id) && resolution?.outcome === 'release') shift.released += 1;
    if (is.has(id) && resolution?.outcome === 'refuse') shift.refused += 1;
  }
}

function namesOf(part: Part, { event, before, after }: Comparison): readonly string[] {
  switch (part) {
    case 'kind':
      return [event.kind];
    case 'harm':
      return [...new Set([...before.reasons, ...after.reasons].map(({ harm }) => harm ?? 'none'))];
    case 'actor_band':
      return [event.actor.age?.band ?? 'unknown'];
    case 'target_band':
      return event.target === undefined ? [] : [event.target.age?.band ?? 'unknown'];
    case 'audience':
      return [typeof event.audience === 'string' ? event.audience : (event.audience?.kind ?? 'unknown')];
  }
}

/** The tally of what two counted together. */
export function mergeTallies(one: BacktestTally, two: BacktestTally): BacktestTally {
  return {
    events: one.events + two.events,
    changes: addRecords(one.changes, two.changes) as Record<Change, number>,
    actions: addRecords(one.actions, two.actions),
    by: Object.fromEntries(
      PARTS.map((part) => [part, mergeRecords(one.by[part], two.by[part], (a, b) => addRecords(a, b))]),
    ) as BacktestTally['by'],
    measures: mergeRecords(one.measures, two.measures, addShifts),
    resolved: mergeRecords(one.resolved, two.resolved, (a, b) => ({
      held: a.held + b.held,
      notHeld: a.notHeld + b.notHeld,
    })),
    samples: mergeRecords(one.samples, two.samples, mergeGroup),
  };
}

function addShifts(a: MeasureShift, b: MeasureShift): MeasureShift {
  return {
    before: a.before + b.before,
    after: a.after + b.after,
    gained: a.gained + b.gained,
    lost: a.lost + b.lost,
    released: a.released + b.released,
    refused: a.refused + b.refused,
  };
}

function addRecords<K extends string>(
  a: Readonly<Record<K, number>>,
  b: Readonly<Record<K, number>>,
): Record<K, number> {
  return mergeRecords<number>(a, b, (x, y) => x + y) as Record<K, number>;
}

function mergeRecords<T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  merge: (x: T, y: T) => T,
): Record<string, T> {
  const merged: Record<string, T> = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const known = merged[key];
    merged[key] = known === undefined ? value : merge(known, value);
  }
  return merged;
}

function bump(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
