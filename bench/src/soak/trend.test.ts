import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Sample, trendOf } from './trend.ts';

const line = (slope: number, count = 30): Sample[] =>
  Array.from({ length: count }, (_, n) => [n, 100 + slope * n]);

describe('the trend of a series', () => {
  it('is that of a straight line', () => {
    expect(trendOf(line(2)).slope).toBe(2);
    expect(trendOf(line(0))).toStrictEqual({ slope: 0, rise: 0 });
    // From 100 to 300, around 200.
    expect(trendOf(line(2, 101)).rise).toBeCloseTo(1);
  });

  it('is not moved by a quarter of the values, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 7, maxLength: 7 }),
        (odd) => {
          const samples = line(3).map(
            ([at, value], n): Sample => [at, n % 4 === 1 ? (odd[n >> 2] ?? value) : value],
          );
          expect(trendOf(samples).slope).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('sees a slow leak under the saw teeth of the garbage collector', () => {
    const leaking = line(0.5, 60).map(([at, value]): Sample => [at, value + (at % 5) * 4]);
    const sound = line(0, 60).map(([at, value]): Sample => [at, value + (at % 5) * 4]);
    expect(trendOf(leaking).slope).toBeCloseTo(0.5);
    expect(trendOf(leaking).rise).toBeGreaterThan(0.2);
    expect(trendOf(sound).rise).toBe(0);
  });
});
