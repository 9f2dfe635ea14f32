import { describe, expect, it } from 'vitest';
import { describeRate, parseRate, type Rate } from './rate.ts';

describe('a rate', () => {
  it.each<[string, number | undefined, Rate, string]>([
    ['100/s', undefined, { count: 100, seconds: 1, burst: 100 }, '100/s'],
    ['6000/min', undefined, { count: 6_000, seconds: 60, burst: 6_000 }, '6000/min'],
    ['1000000/h', undefined, { count: 1_000_000, seconds: 3_600, burst: 1_000_000 }, '1000000/h'],
    ['100/s', 300, { count: 100, seconds: 1, burst: 300 }, '100/s burst 300'],
    ['100/s', 100, { count: 100, seconds: 1, burst: 100 }, '100/s'],
  ])('is read from %j with a burst of %j, and told again', (text, burst, rate, told) => {
    expect(parseRate(text, burst)).toEqual(rate);
    expect(describeRate(rate)).toBe(told);
  });

  it.each([
    ['', undefined],
    ['100', undefined],
    ['0/s', undefined],
    ['-1/s', undefined],
    ['1.5/s', undefined],
    ['100/day', undefined],
    ['100 / s', undefined],
    ['1000001/s', undefined],
    ['99999999999999999999/s', undefined],
    ['100/s', 0],
    ['100/s', 1.5],
    ['100/s', 1_000_001],
    ['100/s', Number.NaN],
  ])('is not read from %j with a burst of %j', (text, burst) => {
    expect(parseRate(text, burst)).toBeNull();
  });
});
