import type { Counted } from '../data/count.ts';
import { fine, type Parsed, type Problem, refused } from '../problem.ts';
import { kish } from './kish.ts';
import { type Gap, rake } from './rake.ts';
import { type Sample, sampleOf, sharesOf } from './sample.ts';
import { type Bounds, trim } from './trim.ts';

/** The weights of a data set, and how they came about. */
export interface Weighted {
  readonly sample: Sample;
  /** Of each respondent of a profile; the mean over all respondents is 1. */
  readonly weights: Float64Array;
  readonly summary: WeightsSummary;
  readonly report: ConvergenceReport;
}

export interface WeightsSummary {
  readonly n: number;
  readonly sum: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  /** Respondents above and below the bounds. */
  readonly above: number;
  readonly below: number;
  readonly deff: number;
  readonly effectiveBase: number;
  /** 100 ÷ deff. */
  readonly efficiencyPct: number;
}

export interface ConvergenceReport {
  readonly passes: number;
  /** The category that is farthest from its target, relative to the target. */
  readonly gap: Gap | null;
  readonly trimming: { readonly bounds: Bounds; readonly cycles: number } | null;
  readonly margins: readonly MarginReport[];
}

export interface MarginReport {
  readonly name: string;
  readonly categories: readonly {
    readonly label: string;
    readonly unweighted: number;
    readonly unweightedPct: number;
    readonly targetPct: number;
    readonly weightedPct: number;
  }[];
}

/** Those that a summary counts by where nothing was trimmed. */
export const USUAL_BOUNDS: Bounds = { lower: 0.2, upper: 5 };
const ON_BOUND = 1e-10;

/** Weights a counted data set to its targets and, where bounds are given, within them. Without targets the starting weights stand. */
export function weigh(counted: Counted, bounds: Bounds | null): Parsed<Weighted> {
  const sample = sampleOf(counted);
  const raked = rake(sample, sample.starts);
  if (!raked.ok) return refused(notConverged(raked.gap, ''));
  if (bounds === null)
    return fine(finish(sample, raked.weights, { passes: raked.passes, gap: raked.gap, trimming: null }));
  const trimmed = trim(sample, raked.weights, bounds);
  if (!trimmed.ok) {
    return trimmed.why === 'margins'
      ? refused(notConverged(trimmed.gap, ' after trimming'))
      : refused(notSettled(counted, trimmed.profile, trimmed.weight, bounds));
  }
  const trimming = { bounds, cycles: trimmed.cycles };
  return fine(finish(sample, trimmed.weights, { passes: raked.passes, gap: raked.gap, trimming }));
}

function finish(
  sample: Sample,
  weights: Float64Array,
  how: Pick<ConvergenceReport, 'passes' | 'gap' | 'trimming'>,
): Weighted {
  const bounds = how.trimming?.bounds ?? USUAL_BOUNDS;
  return {
    sample,
    weights,
    summary: summarise(sample, weights, bounds),
    report: { ...how, margins: sample.margins.map((margin) => reportMargin(sample, margin, weights)) },
  };
}

function summarise(
  { respondents, numbers }: Sample,
  weights: Float64Array,
  { lower, upper }: Bounds,
): WeightsSummary {
  const total = { sum: 0, squares: 0, above: 0, below: 0 };
  weights.forEach((weight, p) => {
    const number = numbers[p] ?? 0;
    total.sum += number * weight;
    total.squares += number * weight * weight;
    if (weight > upper + ON_BOUND) total.above += number;
    if (weight < lower - ON_BOUND) total.below += number;
  });
  const { deff, effectiveBase } = kish(respondents, total.sum, total.squares);
  if (deff === null || effectiveBase === null) throw new RangeError('a counted data set has respondents');
  return {
    n: respondents,
    sum: total.sum,
    mean: total.sum / respondents,
    min: weights.reduce((least, weight) => Math.min(least, weight), Number.POSITIVE_INFINITY),
    max: weights.reduce((most, weight) => Math.max(most, weight), 0),
    above: total.above,
    below: total.below,
    deff,
    effectiveBase,
    efficiencyPct: 100 / deff,
  };
}

function reportMargin(
  sample: Sample,
  margin: Sample['margins'][number],
  weights: Float64Array,
): MarginReport {
  const numbers = new Float64Array(margin.shares.length);
  margin.categories.forEach((category, p) => {
    numbers[category]! += sample.numbers[p] ?? 0;
  });
  const reached = sharesOf(sample, margin, weights);
  return {
    name: margin.name,
    categories: margin.labels.map((label, c) => ({
      label,
      unweighted: numbers[c] ?? 0,
      unweightedPct: (100 * (numbers[c] ?? 0)) / sample.respondents,
      targetPct: 100 * (margin.shares[c] ?? 0),
      weightedPct: 100 * (reached[c] ?? 0),
    })),
  };
}

function notConverged({ margin, category, target, reached }: Gap, when: string): Problem {
  const points = Math.abs(reached - target) * 100;
  return {
    kind: 'RAKING_DID_NOT_CONVERGE',
    in: 'targets',
    column: margin,
    detail: `The margins cannot be kept together${when}: “${category}” of ${margin} stays at ${percent(reached)} where ${percent(target)} is wanted, ${points.toPrecision(3)} points away. Merge categories, or leave a margin out.`,
  };
}

function notSettled(
  { plan, profiles }: Counted,
  profile: number,
  weight: number,
  { lower, upper }: Bounds,
): Problem {
  const bounds = `${lower} and ${upper} times the mean`;
  if (profile < 0)
    return {
      kind: 'TRIMMING_DID_NOT_SETTLE',
      in: 'targets',
      detail: `No weights between ${bounds} keep the margins.`,
    };
  const who = plan.margins.map(
    ({ margin }, n) =>
      `${margin.name} “${margin.categories[profiles.margins[n]?.[profile] ?? 0]?.label ?? ''}”`,
  );
  const number = profiles.counts[profile]?.[0] ?? 0;
  return {
    kind: 'TRIMMING_DID_NOT_SETTLE',
    in: 'targets',
    detail: `Margins and bounds (${bounds}) cannot be kept together: ${number === 1 ? 'one respondent' : `${number} respondents`} (${who.join(', ')}) would need a weight of ${weight.toPrecision(4)}. Widen the bounds or merge categories.`,
  };
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(6))} %`;
}
