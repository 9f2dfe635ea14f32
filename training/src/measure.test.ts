import { describe, expect, it } from 'vitest';
import { auroc, calibrationError, rankCorrelation, recallAt } from './measure.ts';

describe('measures', () => {
  it.each<[scores: readonly number[], positive: readonly boolean[], area: number]>([
    [[0.1, 0.2, 0.8, 0.9], [false, false, true, true], 1],
    [[0.9, 0.8, 0.2, 0.1], [false, false, true, true], 0],
    [[0.5, 0.5, 0.5, 0.5], [false, true, false, true], 0.5],
    [[0.1, 0.4, 0.35, 0.8], [false, false, true, true], 0.75],
  ])('area under the curve, %#', (scores, positive, area) => {
    expect(auroc(scores, positive)).toBe(area);
  });

  it('recall at a share of false positives', () => {
    const scores = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4];
    const positive = [false, true, true, false, true, false];
    expect(recallAt(scores, positive, 0)).toEqual({ recall: 0, threshold: 0.9 });
    expect(recallAt(scores, positive, 0.34)).toEqual({ recall: 2 / 3, threshold: 0.6 });
  });

  it('rank correlation', () => {
    expect(rankCorrelation([1, 2, 3, 4], [10, 20, 30, 40])).toBe(1);
    expect(rankCorrelation([1, 2, 3, 4], [4, 3, 2, 1])).toBe(-1);
    expect(rankCorrelation([1, 1, 2, 2], [1, 2, 1, 2])).toBe(0);
  });

  it('calibration error: how far shares are from what is true', () => {
    expect(calibrationError([0.95, 0.95, 0.05, 0.05], [true, true, false, false])).toBeCloseTo(0.05);
    expect(calibrationError([0.95, 0.95], [false, false])).toBeCloseTo(0.95);
  });
});
