import { describe, expect, test } from 'vitest';
import { planOf } from '../test-kit.ts';
import { runPracticeTests } from './run-tests.ts';

const PRACTICE = `practice: sample
version: 1.0.0
measures:
  - { id: hold, title: H, when: target.child, do: hold, until: recipient }
  - { id: quiet, title: Q, when: target.child, do: block, mode: shadow }
tests:
`;

/** The failures of one expectation about a message to a child. */
function failures(expectation: string): readonly string[] {
  const plan = planOf(
    `${PRACTICE}  - { name: t, given: { target: { age: { band: "13_15" } } }, expect: ${expectation} }\n`,
  );
  return runPracticeTests(plan).flatMap((result) => result.failures);
}

describe('expectations', () => {
  test.each([
    [
      '{ action: hold, until: recipient, measures: [hold], shadow: [quiet], includes: [hold], excludes: [quiet] }',
      [],
    ],
    ['{ action: allow }', ['action: expected allow, was hold (matched: hold)']],
    ['{ until: reviewer }', ['until: expected reviewer, was recipient (matched: hold)']],
    ['{ measures: [] }', ['measures: expected none, matched hold']],
    ['{ measures: [hold, quiet] }', ['measures: expected hold, quiet, matched hold']],
    ['{ shadow: [] }', ['shadow: expected none, matched quiet']],
    ['{ includes: [quiet] }', ['includes: quiet did not match (matched: hold)']],
    ['{ excludes: [hold] }', ['excludes: hold matched (matched: hold)']],
    [
      '{ action: block, excludes: [hold] }',
      ['action: expected block, was hold (matched: hold)', 'excludes: hold matched (matched: hold)'],
    ],
  ])('%s', (expectation, expected) => {
    expect(failures(expectation)).toEqual(expected);
  });
});

test('results say where the test stands', () => {
  const there =
    'tests:\n  - name: there\n    given: { target: { age: { band: adult } } }\n    expect: { action: allow }\n';
  const plan = planOf(PRACTICE.replace('tests:\n', ''), there);
  expect(runPracticeTests(plan)).toEqual([
    { name: 'there', passed: true, failures: [], file: 'other-0.yaml', line: 2 },
  ]);
});
