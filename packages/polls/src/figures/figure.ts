/** Figures of one question. Percentages, their errors and intervals are in points, 0 to 100; those of a mean in its own unit. */
export interface QuestionFigures {
  readonly type: 'single' | 'multiple' | 'numeric';
  readonly total: Cells;
  /** By the column of the data that it is broken down by. */
  readonly breaks: Readonly<Record<string, BreakFigures>>;
}

export interface BreakFigures {
  readonly columns: readonly BreakColumn[];
  /** By answer, then by two letters: “AB” is A less B. */
  readonly z: Readonly<Record<string, Readonly<Record<string, number | null>>>>;
  readonly z_mean?: Readonly<Record<string, number | null>>;
}

/** A base and what it answered. A figure is null where it does not exist: in an empty base. */
export interface Cells<Row extends AnswerFigure = AnswerFigure, Mean extends MeanFigure = MeanFigure> {
  readonly unweighted_base: number;
  readonly weighted_base: number;
  readonly deff_kish: number | null;
  readonly effective_base: number | null;
  readonly rows: readonly Row[];
  /** Answers added up, where the codebook has nets. */
  readonly nets?: readonly Row[];
  readonly mean?: Mean;
}

export interface BreakColumn extends Cells<AnswerFigure & Letters, MeanFigure & Letters> {
  readonly category: string;
  readonly letter: string;
}

export interface AnswerFigure {
  readonly answer: string;
  readonly unweighted_count: number;
  readonly weighted_count: number;
  readonly pct: number | null;
  /** By linearisation, which knows of the margins. */
  readonly se_lin: number | null;
  readonly ci_lin: Interval;
  /** By the effective base alone. */
  readonly se_kish: number | null;
  readonly moe_kish: number | null;
  readonly ci_kish: Interval;
}

export interface MeanFigure {
  readonly mean: number | null;
  readonly se_lin: number | null;
  readonly ci_lin: Interval;
  readonly sd: number | null;
  readonly se_kish: number | null;
  readonly moe_kish: number | null;
  readonly ci_kish: Interval;
}

/** 95 %; not cut at 0 and 100. */
export type Interval = readonly [low: number | null, high: number | null];

export interface Letters {
  /** Of the columns that this one is significantly above. */
  readonly letters: string;
  /** The same, leaving out pairs with an unweighted base under 30. */
  readonly letters_min_base_30: string;
}

/** The 97.5th percentile of the normal distribution. */
export const Z_95 = 1.959963984540054;
/** As margins of error are published. */
export const Z_PUBLISHED = 1.96;
export const SMALL_BASE = 30;

export function around(estimate: number | null, distance: number | null): Interval {
  return estimate === null || distance === null ? [null, null] : [estimate - distance, estimate + distance];
}
