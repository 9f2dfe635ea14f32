import type { Event } from '../event/event.ts';
import { CHANGES, type Change, type Compared, changeOf, measuresOf } from './change.ts';
import { addNumbers, addRows, bump, type Counts, counts, mergeCounts } from './counts.ts';
import { addSample, groupOf, mergeSamples, rankOf, SAMPLES_EACH, type Samples } from './samples.ts';

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
  readonly actions: Counts<number>;
  /** Of the changes that are `other`: by the action, which both have. */
  readonly others: Counts<number>;
  /** By what the event is. Unchanged events are counted, to tell shares. */
  readonly by: Readonly<Record<Part, Counts<PartRow>>>;
  /** Measure → matches it gains and loses. */
  readonly measures: Counts<MeasureShift>;
  /** Holds of the past that people ended, by who and how, and whether the candidate would stop them too. */
  readonly resolved: Counts<{ readonly held: number; readonly blocked: number; readonly notHeld: number }>;
  /** How often each group of `samples` occurred. */
  readonly groups: Counts<number>;
  readonly samples: Samples;
}

export const PARTS = ['kind', 'harm', 'actor_band', 'target_band', 'audience'] as const;
export type Part = (typeof PARTS)[number];

/** How often each change, and what was and would be stopped. A harm is before or after where a measure against it is. */
export type PartRow = Readonly<Record<Change | (typeof STOPS)[number], number>>;

const STOPS = ['held_before', 'held_after', 'blocked_before', 'blocked_after'] as const;

export interface MeasureShift {
  readonly before: number;
  readonly after: number;
  readonly gained: number;
  readonly lost: number;
  /** Of the events it matches under the candidate, those whose past hold people released, and those they refused. */
  readonly released: number;
  readonly refused: number;
  /** The same, where the person was a reviewer: of the events it matched before, and matches under the candidate. */
  readonly reviewer_released_before: number;
  readonly reviewer_refused_before: number;
  readonly reviewer_released_after: number;
  readonly reviewer_refused_after: number;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends object ? Mutable<T[K]> : T[K] };
type Counting = Mutable<Omit<BacktestTally, 'samples'>> & Pick<BacktestTally, 'samples'>;

const REVIEWER = 'reviewer';

const NO_SHIFT: MeasureShift = {
  before: 0,
  after: 0,
  gained: 0,
  lost: 0,
  released: 0,
  refused: 0,
  reviewer_released_before: 0,
  reviewer_refused_before: 0,
  reviewer_released_after: 0,
  reviewer_refused_after: 0,
};

export function emptyTally(): BacktestTally {
  return {
    events: 0,
    changes: zeros(CHANGES),
    actions: counts(),
    others: counts(),
    by: ofParts(() => counts()),
    measures: counts(),
    resolved: counts(),
    groups: counts(),
    samples: counts(),
  };
}

function zeros<K extends string>(names: readonly K[]): Record<K, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<K, number>;
}

function ofParts<T>(make: (part: Part) => T): Record<Part, T> {
  return Object.fromEntries(PARTS.map((part) => [part, make(part)])) as Record<Part, T>;
}

/**
 * Counts one comparison into a tally, in place: millions are counted.
 *
 * @param each samples to keep of each group
 */
export function addComparison(tally: BacktestTally, comparison: Comparison, each = SAMPLES_EACH): void {
  const counting = tally as Counting;
  const { event, before, after, resolution } = comparison;
  const change = changeOf(before, after);
  counting.events += 1;
  counting.changes[change] += 1;
  bump(counting.actions, `${before.action}>${after.action}`);
  if (change === 'other') bump(counting.others, after.action);
  countParts(counting, comparison, change);
  countMeasures(counting, comparison);
  if (resolution !== undefined) countResolution(counting, resolution, after);
  if (change === 'unchanged') return;
  const group = groupOf(change, before, after);
  bump(counting.groups, group);
  addSample(counting.samples, group, { change, event, before, after, rank: rankOf(event) }, each);
}

function countResolution(counting: Counting, { by, outcome }: PastResolution, { action }: Compared): void {
  const key = `${by} ${outcome}`;
  counting.resolved[key] ??= { held: 0, blocked: 0, notHeld: 0 };
  if (action === 'hold') counting.resolved[key].held += 1;
  else if (action === 'block') counting.resolved[key].blocked += 1;
  else counting.resolved[key].notHeld += 1;
}

function countParts({ by }: Counting, { event, before, after }: Comparison, change: Change): void {
  const add = (part: Part, name: string, was = true, is = true): void => {
    const rows = by[part];
    rows[name] ??= zeros([...CHANGES, ...STOPS]);
    const row = rows[name];
    row[change] += 1;
    if (was && before.action === 'hold') row.held_before += 1;
    if (was && before.action === 'block') row.blocked_before += 1;
    if (is && after.action === 'hold') row.held_after += 1;
    if (is && after.action === 'block') row.blocked_after += 1;
  };
  const { kind, actor, target, audience } = event;
  add('kind', kind);
  add('actor_band', actor.age?.band ?? 'unknown');
  if (target !== undefined) add('target_band', target.age?.band ?? 'unknown');
  add('audience', typeof audience === 'string' ? audience : (audience?.kind ?? 'unknown'));
  if (before.reasons.length === 0 && after.reasons.length === 0) return;
  const [was, is] = [harmsOf(before), harmsOf(after)];
  for (const harm of new Set([...was, ...is])) add('harm', harm, was.includes(harm), is.includes(harm));
}

function harmsOf({ reasons }: Compared): readonly string[] {
  return reasons.map(({ harm }) => harm ?? 'none');
}

function countMeasures({ measures }: Counting, { before, after, resolution }: Comparison): void {
  if (before.reasons.length === 0 && after.reasons.length === 0) return;
  const [was, is] = [measuresOf(before), measuresOf(after)];
  for (const id of new Set([...was, ...is])) {
    measures[id] ??= { ...NO_SHIFT };
    const shift = measures[id];
    const [had, has] = [was.includes(id), is.includes(id)];
    if (had) shift.before += 1;
    if (has) shift.after += 1;
    if (has && !had) shift.gained += 1;
    if (had && !has) shift.lost += 1;
    if (resolution === undefined) continue;
    const { by, outcome } = resolution;
    const ruling = outcome === 'release' ? 'released' : 'refused';
    if (has) shift[ruling] += 1;
    if (by !== REVIEWER) continue;
    if (had) shift[`reviewer_${ruling}_before`] += 1;
    if (has) shift[`reviewer_${ruling}_after`] += 1;
  }
}

/** The tally of what two counted together. */
export function mergeTallies(one: BacktestTally, two: BacktestTally, each = SAMPLES_EACH): BacktestTally {
  return {
    events: one.events + two.events,
    changes: addRows(one.changes, two.changes),
    actions: mergeCounts(one.actions, two.actions, addNumbers),
    others: mergeCounts(one.others, two.others, addNumbers),
    by: ofParts((part) => mergeCounts(one.by[part], two.by[part], addRows)),
    measures: mergeCounts(one.measures, two.measures, addRows),
    resolved: mergeCounts(one.resolved, two.resolved, addRows),
    groups: mergeCounts(one.groups, two.groups, addNumbers),
    samples: mergeSamples(one.samples, two.samples, each),
  };
}
