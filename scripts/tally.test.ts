import { describe, expect, it } from 'vitest';
import { addTallies, formatTally, tallyTests, type VitestReport } from './tally.ts';

const report = (...files: readonly (readonly [string, ...string[]])[]): VitestReport => ({
  testResults: files.map(([name, ...statuses]) => ({
    name,
    status: statuses.includes('failed') ? 'failed' : 'passed',
    assertionResults: statuses.map((status) => ({ status })),
  })),
});

describe('tallyTests', () => {
  it('counts what passed, failed and was skipped', () => {
    const run = tallyTests(
      report(['/a', 'passed', 'failed'], ['/b', 'skipped', 'passed', 'todo']),
      ['/a', '/b'],
      1,
    );
    expect(run).toEqual({ tally: { passed: 2, failed: 1, skipped: 2 }, problems: [] });
  });

  it.each<[string, VitestReport | null, number | null, RegExp]>([
    ['there is no report', null, 0, /without a report/],
    ['an expected file did not run', report(['/b', 'passed']), 0, /\/a did not run/],
    ['a file could not be loaded', report(['/a']), 1, /\/a could not be run/],
    ['no test ran at all', report(), 0, /No test ran/],
    ['an error happened outside of any test', report(['/a', 'passed']), 1, /outside of any test/],
    ['Vitest was killed', report(['/a', 'passed']), null, /outside of any test/],
  ])('has a problem where %s', (_case, given, exitCode, problem) => {
    expect(tallyTests(given, ['/a'], exitCode).problems.join('\n')).toMatch(problem);
  });
});

describe('formatTally', () => {
  it.each([
    [{ passed: 3, failed: 0, skipped: 0 }, '3 passed, 0 failed'],
    [{ passed: 3, failed: 1, skipped: 2 }, '3 passed, 1 failed, 2 skipped'],
  ])('%j', (tally, line) => {
    expect(formatTally(tally)).toBe(line);
  });

  it('adds up', () => {
    const one = { passed: 1, failed: 2, skipped: 3 };
    expect(addTallies([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6 });
  });
});
