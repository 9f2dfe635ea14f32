import type { QuestionFigures } from './figures/figure.ts';
import type { RaoScott } from './figures/rao-scott.ts';
import { type Tabulated, testOf } from './tabulate.ts';
import type { Bounds } from './weight/trim.ts';
import type { WeightsSummary } from './weight/weigh.ts';
import { USUAL_BOUNDS } from './weight/weigh.ts';

/** The tables as JSON: `weights_summary`, `questions`, and one `rao_scott_QUESTION_by_BREAK` for each test. */
export interface TablesJson {
  readonly weights_summary: Readonly<Record<string, number>>;
  readonly questions: Readonly<Record<string, QuestionFigures>>;
  readonly [test: `rao_scott_${string}`]: RaoScott;
}

/** A question and a break. */
export type TestAsked = readonly [question: string, column: string];

/** Where no test is asked for: the first question with one answer, by the first break. */
export function usualTest({ codebook }: Tabulated): TestAsked | null {
  const question = codebook.questions.find(({ type }) => type === 'single');
  const [by] = codebook.breaks;
  return question === undefined || by === undefined ? null : [question.id, by.column];
}

export function tablesJson(tabulated: Tabulated, tests: readonly TestAsked[]): TablesJson {
  const { weighted, questions } = tabulated;
  return {
    weights_summary: summaryJson(weighted.summary, weighted.report.trimming?.bounds ?? USUAL_BOUNDS),
    questions,
    ...Object.fromEntries(
      tests.flatMap(([question, column]) => {
        const test = testOf(tabulated, question, column);
        return test === null ? [] : [[`rao_scott_${question}_by_${column}`, test] as const];
      }),
    ),
  };
}

/** With the usual bounds: `above_5` and `below_0_2`. */
function summaryJson(summary: WeightsSummary, { lower, upper }: Bounds): Readonly<Record<string, number>> {
  const { n, sum, mean, min, max, above, below, deff, effectiveBase, efficiencyPct } = summary;
  const name = (bound: number): string => String(bound).replace('.', '_');
  return {
    n,
    sum,
    mean,
    min,
    max,
    [`above_${name(upper)}`]: above,
    [`below_${name(lower)}`]: below,
    deff_kish: deff,
    effective_base: effectiveBase,
    efficiency_pct: efficiencyPct,
  };
}
