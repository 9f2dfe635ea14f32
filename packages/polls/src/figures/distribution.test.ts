import { describe, expect, it } from 'vitest';
import { chiSquareAbove, fAbove, logGamma } from './distribution.ts';

describe('tails', () => {
  /** Percentage points of the printed tables (Abramowitz and Stegun, 26.8 and 26.9), which have four or five digits. */
  it.each([
    [3.841459, 1, 0.05],
    [5.991465, 2, 0.05],
    [18.307038, 10, 0.05],
    [124.342113, 100, 0.05],
    [0.004, 1, 0.949571],
  ])('χ² above %f with %i degrees of freedom: %f', (x, df, p) => {
    expect(chiSquareAbove(x, df)).toBeCloseTo(p, 5);
  });

  it('χ² with 2 degrees of freedom is exponential', () => {
    for (const x of [1e-6, 0.5, 3, 40, 700]) {
      const exact = Math.exp(-x / 2);
      expect(Math.abs(chiSquareAbove(x, 2) - exact) / exact).toBeLessThan(1e-12);
    }
  });

  it.each([
    [4.964603, 1, 10, 0.05],
    [3.102839, 3, 20, 0.0498],
    [2.978237, 10, 10, 0.05],
    [1, 7, 7, 0.5],
  ])('F above %f with %i and %i: %f', (x, d1, d2, p) => {
    expect(fAbove(x, d1, d2)).toBeCloseTo(p, 3);
  });

  it('F with 2 and d has a closed form', () => {
    for (const [x, d] of [
      [0.3, 5.5],
      [2.7, 3903.97],
      [9, 80],
    ] as const) {
      const exact = (1 + (2 * x) / d) ** (-d / 2);
      expect(Math.abs(fAbove(x, 2, d) - exact) / exact).toBeLessThan(1e-10);
    }
  });

  it('Γ of whole and half numbers', () => {
    expect(logGamma(10)).toBeCloseTo(Math.log(362880), 12);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 12);
  });
});
