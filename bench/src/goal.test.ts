import { describe, expect, it } from 'vitest';
import { type Goal, judge } from './goal.ts';

const MANY: Goal = { what: 'measures=100', unit: 'events/s', bound: 'at least', goal: 20_000 };
const FAST: Goal = { what: 'p99', unit: 'ms', bound: 'below', goal: 10 };
const RATIO: Goal = { what: 'throughput', unit: '', bound: 'at least', goal: 0.7 };

describe('the sentence on a goal', () => {
  it.each([
    [MANY, 20_000, '✓ measures=100: 20,000 events/s. The goal, at least 20,000 events/s, is reached.'],
    [MANY, 31_432, '✓ measures=100: 31,400 events/s. The goal, at least 20,000 events/s, is reached.'],
    [
      MANY,
      15_000,
      '✗ measures=100: 15,000 events/s. The goal, at least 20,000 events/s, is missed by 5,000 events/s (25 %).',
    ],
    [FAST, 9.99, '✓ p99: 9.99 ms. The goal, below 10 ms, is reached.'],
    [FAST, 10, '✗ p99: 10 ms. The goal, below 10 ms, is missed by 0 ms (0 %).'],
    [FAST, 12.5, '✗ p99: 12.5 ms. The goal, below 10 ms, is missed by 2.5 ms (25 %).'],
    [RATIO, 0.56, '✗ throughput: 0.56. The goal, at least 0.7, is missed by 0.14 (20 %).'],
  ])('%#', (goal, value, expected) => {
    expect(judge(goal, value)).toBe(expected);
  });
});
