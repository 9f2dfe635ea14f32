import { describe, expect, it } from 'vitest';
import type { AnswerFigure, Cells } from '../figures/figure.ts';
import type { Reading } from './reading.ts';
import { judge, type Verdict } from './verdict.ts';

function cellsOf(pcts: readonly number[], base = 400): Cells {
  const row = (pct: number, n: number): AnswerFigure => ({
    answer: `a${n}`,
    unweighted_count: Math.round((pct * base) / 100),
    weighted_count: (pct * base) / 100,
    pct,
    se_lin: 2,
    ci_lin: [pct - 4, pct + 4],
    se_kish: 2,
    moe_kish: 4,
    ci_kish: [pct - 4, pct + 4],
  });
  return {
    unweighted_base: base,
    weighted_base: base,
    deff_kish: 1,
    effective_base: base,
    rows: pcts.map(row),
  };
}

const words = '';
const CASES: readonly (readonly [Reading, readonly number[], Verdict])[] = [
  [{ kind: 'above', bound: 50, words }, [60, 40], 'supported'],
  [{ kind: 'above', bound: 50, words }, [53, 47], 'uncertain'],
  [{ kind: 'above', bound: 50, words }, [50, 50], 'not supported'],
  [{ kind: 'at least', bound: 75, words }, [79, 21], 'supported'],
  [{ kind: 'at least', bound: 75, words }, [75, 25], 'uncertain'],
  [{ kind: 'below', bound: 20, words }, [10, 90], 'supported'],
  [{ kind: 'below', bound: 20, words }, [18, 82], 'uncertain'],
  [{ kind: 'below', bound: 20, words }, [30, 70], 'not supported'],
  [{ kind: 'equal', bound: 77, digits: 0, words }, [77.4, 22.6], 'supported'],
  [{ kind: 'equal', bound: 77, digits: 0, words }, [77.6, 22.4], 'uncertain'],
  [{ kind: 'equal', bound: 77, digits: 0, words }, [70, 30], 'not supported'],
  [{ kind: 'equal', bound: 76.5, digits: 1, words }, [76.45, 23.55], 'supported'],
  [{ kind: 'equal', bound: 76.5, digits: 1, words }, [76.4, 23.6], 'uncertain'],
  [{ kind: 'about', bound: 66.7, within: 2.5, words }, [69, 31], 'supported'],
  [{ kind: 'nearly', bound: 80, within: 2.5, words }, [80.1, 19.9], 'uncertain'],
  [{ kind: 'nearly', bound: 80, within: 2.5, words }, [78, 22], 'supported'],
  [{ kind: 'most common', words }, [45, 30, 25], 'supported'],
  [{ kind: 'most common', words }, [36, 34, 30], 'uncertain'],
  [{ kind: 'most common', words }, [30, 34, 36], 'not supported'],
];

describe('a share', () => {
  it.each(CASES)('%j of %j is %s', (reading, pcts, verdict) => {
    const cells = cellsOf(pcts);
    const { pct, ci_lin } = cells.rows[0] as AnswerFigure;
    expect(judge(reading, cells, pct, ci_lin, 'a0').verdict).toBe(verdict);
  });

  it('of fewer than thirty says nothing', () => {
    const cells = cellsOf([90, 10], 29);
    expect(judge({ kind: 'above', bound: 50, words }, cells, 90, [86, 94], 'a0')).toEqual({
      verdict: 'too few',
      figure_supports: null,
      interval_supports: null,
    });
  });
});
