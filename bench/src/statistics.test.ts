import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, medianOfRatios, percentile, range } from './statistics.ts';

const numbers = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 200 });

describe('a percentile', () => {
  it.each([
    [[5], 50, 5],
    [[5], 99.9, 5],
    [[3, 1, 2], 50, 2],
    [[4, 1, 3, 2], 50, 2],
    [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 90, 9],
    [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 91, 10],
    [[10, 9, 100, 2], 100, 100],
    [[2, 10, 9, 100], 1, 2],
  ])('of %j at %d is %d', (values, percent, expected) => {
    expect(percentile(values, percent)).toBe(expected);
  });

  it('is the least of the values that so many of them do not exceed', () => {
    fc.assert(
      fc.property(numbers, fc.double({ min: 0.01, max: 100, noNaN: true }), (values, percent) => {
        const found = percentile(values, percent);
        const upTo = (limit: number) => values.filter((value) => value <= limit).length;
        expect(values).toContain(found);
        expect(upTo(found)).toBeGreaterThanOrEqual((percent / 100) * values.length);
        const below = values.filter((value) => value < found).length;
        expect(below).toBeLessThan((percent / 100) * values.length);
      }),
    );
  });

  it('of nothing is a mistake of whoever asks', () => {
    expect(() => percentile([], 50)).toThrow(RangeError);
  });
});

describe('a median', () => {
  it.each([
    [[7], 7],
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[1, 1, 1000], 1],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('leaves its values in their order', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toStrictEqual([3, 1, 2]);
  });

  it('of nothing is a mistake of whoever asks', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe('the median of ratios', () => {
  it('is not the ratio of the medians', () => {
    const pairs = [
      [10, 10],
      [50, 100],
      [90, 180],
    ] as const;
    expect(medianOfRatios(pairs)).toBe(0.5);
  });

  it('does not mind a machine that is slower for a whole pair', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 100 }),
        (paces, ours) => {
          expect(medianOfRatios(paces.map((pace) => [pace * ours, pace * 100]))).toBeCloseTo(ours / 100, 10);
        },
      ),
    );
  });
});

describe('a range', () => {
  it('runs from the least to the most', () => {
    expect(range([3, -1, 2])).toStrictEqual({ least: -1, most: 3 });
  });
});
