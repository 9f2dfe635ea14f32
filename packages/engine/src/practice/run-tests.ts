import { decide } from '../decide/decide.ts';
import type { Outcome } from '../decide/decision.ts';
import { parseEvent } from '../event/parse.ts';
import { createMemoryHistory, remember } from '../history/index.ts';
import type { Plan } from './plan/plan.ts';
import type { PracticeTest } from './practice.ts';
import { earlierEvent, testEvent } from './test-event.ts';

/** What came of one test of a practice. */
export interface TestResult {
  readonly name: string;
  readonly passed: boolean;
  /** One line each: what was expected and what came. */
  readonly failures: readonly string[];
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

/** Runs every test that a practice carries, in the order of its files. */
export function runPracticeTests(plan: Plan): readonly TestResult[] {
  return plan.practice.tests.map((test, index) => {
    const failures = failuresOf(plan, test);
    const { file, line } = plan.testPlaces[index] ?? { file: '', line: 0 };
    return { name: test.name, passed: failures.length === 0, failures, file, line };
  });
}

function failuresOf(plan: Plan, { given, before = [], expect }: PracticeTest): readonly string[] {
  const history = createMemoryHistory();
  for (const [index, earlier] of before.entries()) {
    const past = parseEvent(earlierEvent(earlier, index, before.length));
    if (!past.ok) return [`before: ${index + 1}: ${past.problems[0]?.pointer} ${past.problems[0]?.detail}`];
    remember(history, past.value);
  }
  const parsed = parseEvent(testEvent(given));
  if (!parsed.ok)
    return parsed.problems.map(({ pointer, detail }) => `given: ${pointer || 'the event'} ${detail}`);
  const { outcome } = decide(plan, parsed.value, before.length === 0 ? null : history.of(parsed.value));
  const matched = outcome.reasons.map(({ measure }) => measure);
  const shadow = (outcome.shadow ?? []).map(({ measure }) => measure);
  const failures: string[] = [];
  const because = `(matched: ${listed(matched)})`;
  if (expect.action !== undefined && expect.action !== outcome.action)
    failures.push(`action: expected ${expect.action}, was ${outcome.action} ${because}`);
  if (expect.until !== undefined && expect.until !== outcome.until)
    failures.push(`until: expected ${expect.until}, was ${saidUntil(outcome)} ${because}`);
  if (expect.measures !== undefined && !sameSet(expect.measures, matched))
    failures.push(`measures: expected ${listed(expect.measures)}, matched ${listed(matched)}`);
  if (expect.shadow !== undefined && !sameSet(expect.shadow, shadow))
    failures.push(`shadow: expected ${listed(expect.shadow)}, matched ${listed(shadow)}`);
  for (const id of expect.includes ?? [])
    if (!matched.includes(id)) failures.push(`includes: ${id} did not match ${because}`);
  for (const id of expect.excludes ?? [])
    if (matched.includes(id)) failures.push(`excludes: ${id} matched ${because}`);
  return failures;
}

function saidUntil({ until }: Outcome): string {
  return until ?? 'nothing';
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return [...new Set(a)].sort().join('\n') === [...new Set(b)].sort().join('\n');
}

function listed(ids: readonly string[]): string {
  return ids.length === 0 ? 'none' : ids.join(', ');
}
