import type { BreakPlan, QuestionPlan } from '../data/plan.ts';
import type { Profiles } from '../data/profiles.ts';
import { kish } from '../weight/kish.ts';
import { linearisedErrors } from './errors.ts';
import {
  type AnswerFigure,
  around,
  type BreakFigures,
  type Cells,
  type MeanFigure,
  type QuestionFigures,
  Z_95,
  Z_PUBLISHED,
} from './figure.ts';
import { type Compared, compareColumns, letterOf, zOfMeans, zOfShares } from './letters.ts';
import type { RakedDesign } from './linearised.ts';
import { type Tally, tally } from './tally.ts';

/** Nets are computed as further rows, and taken out of the rows at the end. */
type AllRows = Omit<Cells, 'nets'>;

/** All figures of one question, over everybody and by each break. */
export function questionFigures(
  design: RakedDesign,
  profiles: Profiles,
  plan: QuestionPlan,
  breaks: readonly BreakPlan[],
): QuestionFigures {
  const [total] = cellsOf(design, profiles, plan, null, 1);
  if (total === undefined) throw new RangeError('the whole sample is one column');
  return {
    type: plan.question.type,
    total: withNets(total, plan.question.answers.length),
    breaks: Object.fromEntries(
      breaks.map(({ column, categories }, n) => [
        column,
        breakFigures(
          categories,
          plan.question.answers.length,
          cellsOf(design, profiles, plan, profiles.breaks[n] ?? [], categories.length),
        ),
      ]),
    ),
  };
}

function cellsOf(
  design: RakedDesign,
  profiles: Profiles,
  plan: QuestionPlan,
  columns: readonly number[] | null,
  size: number,
): readonly AllRows[] {
  const values = plan.question.type === 'numeric' ? plan.question.values : null;
  const sums = tally(design, profiles, plan, columns, size);
  const errors = linearisedErrors(design, profiles, plan, columns, sums, values);
  const estimates = sums.rows + (values === null ? 0 : 1);
  return Array.from({ length: size }, (_, column) => {
    const n = sums.bases[column] ?? 0;
    const { deff, effectiveBase } = kish(n, sums.weightedBases[column] ?? 0, sums.squaredBases[column] ?? 0);
    const errorOf = (e: number): number | null => {
      const error = errors[column * estimates + e] ?? Number.NaN;
      return Number.isNaN(error) ? null : error;
    };
    return {
      unweighted_base: n,
      weighted_base: sums.weightedBases[column] ?? 0,
      deff_kish: deff,
      effective_base: effectiveBase,
      rows: plan.rows.map((label, a) => answerFigure(label, sums, column, a, effectiveBase, errorOf(a))),
      ...(values !== null && {
        mean: meanFigure(values, sums, column, effectiveBase, errorOf(sums.rows)),
      }),
    };
  });
}

function answerFigure(
  answer: string,
  sums: Tally,
  column: number,
  a: number,
  effectiveBase: number | null,
  error: number | null,
): AnswerFigure {
  const at = column * sums.rows + a;
  const counts = { unweighted_count: sums.counts[at] ?? 0, weighted_count: sums.weightedCounts[at] ?? 0 };
  if (effectiveBase === null) {
    const none = { pct: null, se_lin: null, ci_lin: around(null, null), se_kish: null, moe_kish: null };
    return { answer, ...counts, ...none, ci_kish: around(null, null) };
  }
  const share = counts.weighted_count / (sums.weightedBases[column] ?? 0);
  const pct = 100 * share;
  const lin = error === null ? null : 100 * error;
  const se = 100 * Math.sqrt(Math.max(share * (1 - share), 0) / effectiveBase);
  return {
    answer,
    ...counts,
    pct,
    se_lin: lin,
    ci_lin: around(pct, lin === null ? null : Z_95 * lin),
    se_kish: se,
    moe_kish: Z_PUBLISHED * se,
    ci_kish: around(pct, Z_PUBLISHED * se),
  };
}

function meanFigure(
  values: readonly number[],
  sums: Tally,
  column: number,
  effectiveBase: number | null,
  error: number | null,
): MeanFigure {
  if (effectiveBase === null) {
    const none = {
      mean: null,
      se_lin: null,
      ci_lin: around(null, null),
      sd: null,
      se_kish: null,
      moe_kish: null,
    };
    return { ...none, ci_kish: around(null, null) };
  }
  const whole = sums.weightedBases[column] ?? 0;
  const weighted = (a: number): number => sums.weightedCounts[column * sums.rows + a] ?? 0;
  const mean = values.reduce((sum, value, a) => sum + value * weighted(a), 0) / whole;
  const variance = values.reduce((sum, value, a) => sum + (value - mean) ** 2 * weighted(a), 0) / whole;
  const se = Math.sqrt(variance / effectiveBase);
  return {
    mean,
    se_lin: error,
    ci_lin: around(mean, error === null ? null : Z_95 * error),
    sd: Math.sqrt(variance),
    se_kish: se,
    moe_kish: Z_PUBLISHED * se,
    ci_kish: around(mean, Z_PUBLISHED * se),
  };
}

function breakFigures(
  categories: readonly string[],
  answerCount: number,
  cells: readonly AllRows[],
): BreakFigures {
  const answers = cells[0]?.rows.map(({ answer }) => answer) ?? [];
  const byAnswer = answers.map((_, a) =>
    compareColumns(
      cells.map((column) => {
        const row = column.rows[a];
        const share = row?.pct ?? null;
        return {
          ...baseOf(column),
          unweightedCount: row?.unweighted_count ?? 0,
          estimate: share === null ? null : share / 100,
          sd: null,
        };
      }),
      zOfShares,
    ),
  );
  const hasMean = cells.some(({ mean }) => mean !== undefined);
  const means = compareColumns(
    cells.map((column) => ({
      ...baseOf(column),
      unweightedCount: 0,
      estimate: column.mean?.mean ?? null,
      sd: column.mean?.sd ?? null,
    })),
    zOfMeans,
  );
  const none = { letters: '', letters_min_base_30: '' };
  return {
    columns: cells.map(({ rows, mean, ...column }, c) =>
      withNets(
        {
          category: categories[c] ?? '',
          ...column,
          rows: rows.map((row, a) => ({ ...row, ...(byAnswer[a]?.letters[c] ?? none) })),
          ...(mean !== undefined && { mean: { ...mean, ...(means.letters[c] ?? none) } }),
          letter: letterOf(c),
        },
        answerCount,
      ),
    ),
    z: Object.fromEntries(answers.map((answer, a) => [answer, byAnswer[a]?.z ?? {}])),
    ...(hasMean && { z_mean: means.z }),
  };
}

function withNets<Row, Column extends { readonly rows: readonly Row[] }>(
  column: Column,
  answers: number,
): Column & { readonly nets?: Column['rows'] } {
  if (column.rows.length === answers) return column;
  return { ...column, rows: column.rows.slice(0, answers), nets: column.rows.slice(answers) };
}

function baseOf({
  unweighted_base,
  effective_base,
}: Cells): Pick<Compared, 'unweightedBase' | 'effectiveBase'> {
  return { unweightedBase: unweighted_base, effectiveBase: effective_base };
}
