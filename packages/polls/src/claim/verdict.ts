import type { Cells, Interval } from '../figures/figure.ts';
import { SMALL_BASE, Z_95 } from '../figures/figure.ts';
import { wholeOf } from '../table/rounding.ts';
import type { Reading } from './reading.ts';

/**
 * - `supported`: the figure says it, and so does its whole interval; a claim of one number needs the figure alone
 * - `uncertain`: the figure says it and the interval reaches beyond; or the number lies within the interval only
 * - `not supported`: the figure says otherwise
 * - `too few`: the base is under 30, and nothing is said
 */
export type Verdict = 'supported' | 'uncertain' | 'not supported' | 'too few';

export interface Judged {
  readonly verdict: Verdict;
  /** Whether the figure itself says what is claimed; null where there is none. */
  readonly figure_supports: boolean | null;
  /** Whether the whole 95 % interval does; for a claim of one number, whether it holds the number. */
  readonly interval_supports: boolean | null;
}

const NOTHING = { verdict: 'too few', figure_supports: null, interval_supports: null } as const;

/** Judges one column. `row` is where the claimed answer, or the net of the claimed answers, stands. */
export function judge(
  reading: Reading,
  cells: Cells,
  pct: number | null,
  interval: Interval,
  answer: string,
): Judged {
  const [low, high] = interval;
  if (pct === null || low === null || high === null || cells.unweighted_base < SMALL_BASE) return NOTHING;
  switch (reading.kind) {
    case 'above':
      return judged(pct > reading.bound, low > reading.bound);
    case 'at least':
      return judged(pct >= reading.bound, low >= reading.bound);
    case 'below':
      return judged(pct < reading.bound, high < reading.bound);
    case 'equal': {
      const scale = 10 ** reading.digits;
      return ofNumber(wholeOf(pct * scale) === wholeOf(reading.bound * scale), reading.bound, low, high);
    }
    case 'about':
      return ofNumber(Math.abs(pct - reading.bound) <= reading.within, reading.bound, low, high);
    case 'nearly':
      return ofNumber(pct < reading.bound && pct >= reading.bound - reading.within, reading.bound, low, high);
    case 'most common':
      return judgeMostCommon(cells, pct, answer);
  }
}

function judged(figure: boolean, interval: boolean): Judged {
  const verdict = interval ? 'supported' : figure ? 'uncertain' : 'not supported';
  return { verdict, figure_supports: figure, interval_supports: interval };
}

function ofNumber(figure: boolean, bound: number, low: number, high: number): Judged {
  const interval = low <= bound && bound <= high;
  const verdict = figure ? 'supported' : interval ? 'uncertain' : 'not supported';
  return { verdict, figure_supports: figure, interval_supports: interval };
}

/** Two shares of one question: the variance of p₁ − p₂ on the effective base n is (p₁ + p₂ − (p₁ − p₂)²) ÷ n. */
function judgeMostCommon(cells: Cells, pct: number, answer: string): Judged {
  const others = cells.rows.filter((row) => row.answer !== answer).map((row) => (row.pct ?? 0) / 100);
  const p1 = pct / 100;
  const p2 = Math.max(0, ...others);
  const n = cells.effective_base ?? 0;
  const se = Math.sqrt(Math.max(p1 + p2 - (p1 - p2) ** 2, 0) / n);
  return judged(p1 > p2, p1 - p2 > Z_95 * se);
}
