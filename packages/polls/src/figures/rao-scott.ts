import type { QuestionPlan } from '../data/plan.ts';
import type { Profiles } from '../data/profiles.ts';
import { chiSquareAbove, fAbove } from './distribution.ts';
import { explain, explainedPart, explainedSum, type RakedDesign } from './linearised.ts';
import { type Matrix, multiply, solve, trace, transpose } from './matrix.ts';

/** Whether answers and columns depend on each other, in a sample that is weighted. */
export interface RaoScott {
  readonly rows: string;
  readonly columns: string;
  readonly answers_used: number;
  readonly all_rows: number;
  /** Second order: F, its degrees of freedom, and the chance of one so large. */
  readonly F: number | null;
  readonly ndf: number | null;
  readonly ddf: number | null;
  readonly p_F: number | null;
  readonly pearson_X2_scaled_to_all_rows: number | null;
  readonly pearson_X2_scaled_to_answers: number | null;
  readonly trace_delta: number | null;
  readonly df: number;
  /** First order: χ² with `df` degrees of freedom. */
  readonly X2_first_order: number | null;
  readonly p_first_order: number | null;
}

export interface Crossing {
  readonly plan: QuestionPlan;
  readonly column: string;
  readonly categories: readonly string[];
  /** The category of each profile, −1 where it is missing. */
  readonly of: readonly number[];
}

/**
 * Pearson's X² of a weighted table, corrected for the design (Rao and Scott 1981, 1984): X² is scaled by the trace of Δ,
 * which compares the linearised covariance of the cells with that of a simple random sample. Null where the table has
 * less than two rows or columns that anybody is in.
 */
export function raoScott(design: RakedDesign, profiles: Profiles, crossing: Crossing): RaoScott {
  const { plan, column, categories, of } = crossing;
  const { base } = plan;
  const answers = plan.question.answers.length;
  const weighted = Array.from({ length: answers }, () => new Float64Array(categories.length));
  let used = 0;
  profiles.counts.forEach((counts, p) => {
    const c = of[p] ?? -1;
    if (c < 0) return;
    used += counts[base] ?? 0;
    for (let a = 0; a < answers; a++)
      weighted[a]![c]! += (counts[base + 1 + a] ?? 0) * (design.weights[p] ?? 0);
  });
  const rows = weighted.flatMap((row, a) => (row.some((sum) => sum > 0) ? [a] : []));
  const columns = categories.flatMap((_, c) => (weighted.some((row) => (row[c] ?? 0) > 0) ? [c] : []));
  const df = Math.max(rows.length - 1, 0) * Math.max(columns.length - 1, 0);
  const head = { rows: plan.question.id, columns: column, answers_used: used, all_rows: design.respondents };
  const none = { ...head, ...NONE, df };
  if (df === 0) return none;

  const total = weighted.reduce((sum, row) => sum + row.reduce((part, value) => part + value, 0), 0);
  const cells = columns.flatMap((c) => rows.map((a) => ({ a, c, p: (weighted[a]?.[c] ?? 0) / total })));
  const covariance = cellCovariance(design, profiles, crossing, cells, total);
  const z = interactionColumns(rows.length, columns.length);
  const inverse = cells.map(({ p }) => (p === 0 ? 0 : 1 / p));
  const scaled = z.map((row, n) => row.map((value) => value * (inverse[n] ?? 0)));
  const n = design.respondents;
  const simple = multiply(transpose(z), scaled).map((row) => row.map((value) => value / n));
  const delta = solve(simple, multiply(transpose(scaled), multiply(covariance, scaled)));
  if (delta === null) return none;
  const traceDelta = trace(delta);
  const statistic = n * pearson(weighted, rows, columns, total);
  const ndf = traceDelta ** 2 / trace(multiply(delta, delta));
  const ddf = ndf * (n - 1);
  const f = statistic / traceDelta;
  const firstOrder = (statistic * df) / traceDelta;
  return {
    ...head,
    F: f,
    ndf,
    ddf,
    p_F: fAbove(f, ndf, ddf),
    pearson_X2_scaled_to_all_rows: statistic,
    pearson_X2_scaled_to_answers: (statistic * used) / n,
    trace_delta: traceDelta,
    df,
    X2_first_order: firstOrder,
    p_first_order: chiSquareAbove(firstOrder, df),
  };
}

const NONE = {
  F: null,
  ndf: null,
  ddf: null,
  p_F: null,
  pearson_X2_scaled_to_all_rows: null,
  pearson_X2_scaled_to_answers: null,
  trace_delta: null,
  X2_first_order: null,
  p_first_order: null,
} as const;

interface Cell {
  readonly a: number;
  readonly c: number;
  /** Weighted share of all who answered. */
  readonly p: number;
}

/** The linearised covariance of the cells' shares. */
function cellCovariance(
  design: RakedDesign,
  profiles: Profiles,
  { plan: { base }, of }: Crossing,
  cells: readonly Cell[],
  total: number,
): Matrix {
  const { categories, places, weights, numbers, starts, respondents: n } = design;
  const coefficients = cells.map(({ a, c, p }) => {
    const influence = new Float64Array(categories);
    profiles.counts.forEach((counts, profile) => {
      if ((of[profile] ?? -1) < 0) return;
      const inCell = of[profile] === c ? (counts[base + 1 + a] ?? 0) : 0;
      const sum = ((inCell - p * (counts[base] ?? 0)) / total) * (starts[profile] ?? 0);
      for (const place of places) influence[place[profile]!]! += sum;
    });
    const own = new Float64Array(categories);
    explain(design, influence, own);
    return own;
  });
  const sums = coefficients.map((own) => -explainedSum(design, own));
  const products = cells.map(() => new Float64Array(cells.length));
  const outer = (count: number, squared: number, left: Float64Array): void => {
    for (let i = 0; i < left.length; i++)
      for (let j = 0; j <= i; j++) products[i]![j]! += count * squared * left[i]! * left[j]!;
  };
  profiles.counts.forEach((counts, profile) => {
    const squared = (weights[profile] ?? 0) ** 2;
    const explained = Float64Array.from(coefficients, (own) => explainedPart(design, own, profile));
    const column = of[profile] ?? -1;
    const answered = column < 0 ? 0 : (counts[base] ?? 0);
    cells.forEach(({ a, c }, chosen) => {
      const count = c === column ? (counts[base + 1 + a] ?? 0) : 0;
      if (count === 0) return;
      const left = explained.map((part, k) => ((k === chosen ? 1 : 0) - cells[k]!.p) / total - part);
      outer(count, squared, left);
    });
    const outside = (numbers[profile] ?? 0) - answered;
    if (outside > 0)
      outer(
        outside,
        squared,
        explained.map((part) => -part),
      );
  });
  return cells.map((_, i) =>
    cells.map((__, j) => {
      const product = products[Math.max(i, j)]?.[Math.min(i, j)] ?? 0;
      return (n / (n - 1)) * (product - ((sums[i] ?? 0) * (sums[j] ?? 0)) / n);
    }),
  );
}

/**
 * Columns that span the interaction: products of centred indicators are orthogonal to both main effects. Cells go down
 * the rows of the first column, then of the second.
 */
function interactionColumns(rows: number, columns: number): Matrix {
  const centred = (size: number, at: number, own: number): number => (at === own ? 1 : 0) - 1 / size;
  const z: number[][] = [];
  for (let c = 0; c < columns; c++)
    for (let r = 0; r < rows; r++) {
      const row: number[] = [];
      for (let c2 = 1; c2 < columns; c2++)
        for (let r2 = 1; r2 < rows; r2++) row.push(centred(rows, r, r2) * centred(columns, c, c2));
      z.push(row);
    }
  return z;
}

/** Σ (p − pᵣ·p꜀)² ÷ (pᵣ·p꜀). */
function pearson(
  weighted: readonly Float64Array[],
  rows: readonly number[],
  columns: readonly number[],
  total: number,
): number {
  const rowShares = rows.map((a) => (weighted[a]?.reduce((sum, value) => sum + value, 0) ?? 0) / total);
  const columnShares = columns.map((c) => weighted.reduce((sum, row) => sum + (row[c] ?? 0), 0) / total);
  let sum = 0;
  rows.forEach((a, r) => {
    columns.forEach((c, k) => {
      const expected = (rowShares[r] ?? 0) * (columnShares[k] ?? 0);
      sum += ((weighted[a]?.[c] ?? 0) / total - expected) ** 2 / expected;
    });
  });
  return sum;
}
