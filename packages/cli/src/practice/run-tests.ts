import { runPracticeTests, type TestResult } from '@safeward/engine';
import { EXIT } from '../exit.ts';
import { formatTestReport } from '../output/test-report.ts';
import { shortLabel } from '../output/words.ts';
import { print, printJson } from '../terminal.ts';
import { loadPlan } from './load.ts';

/** Runs a practice's tests and prints those that fail. */
export async function test(dir: string, json: boolean): Promise<0 | 4> {
  const plan = loadPlan(dir);
  const tests = runPracticeTests(plan);
  const failed = tests.filter(({ passed }) => !passed).length;
  if (json) await printJson(asData(plan.label, tests, failed));
  else await print(formatTestReport(shortLabel(plan.label), tests, { folder: dir, stream: process.stdout }));
  return failed === 0 && tests.length > 0 ? EXIT.fine : EXIT.testsFailed;
}

function asData(
  practice: string,
  tests: readonly TestResult[],
  failed: number,
): Readonly<Record<string, unknown>> {
  return { practice, passed: tests.length - failed, failed, tests };
}
