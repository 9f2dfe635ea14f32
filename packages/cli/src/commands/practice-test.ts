import { runPracticeTests, type TestResult } from '@safeward/engine';
import type { Command } from 'commander';
import { defineCommand, type Finish } from '../define.ts';
import { EXIT } from '../exit.ts';
import { formatTestReport } from '../output/test-report.ts';
import { shortLabel } from '../output/words.ts';
import { loadFrom } from '../practice/load.ts';
import { print, printJson } from '../terminal.ts';

export function testCommand(finish: Finish): Command {
  return defineCommand({
    name: 'test',
    description: 'Runs the tests that a code of practice carries.',
    json: 'print one object: practice, passed, failed, tests',
    examples: ['safeward practice test my-practice'],
    exits: [EXIT.checkFailed, EXIT.testsFailed],
    more: 'A practice without any test fails: nothing shows that it does what it says.',
  })
    .argument('<dir>', 'the folder of a practice, or its only file')
    .action(async (dir: string, options: { readonly json?: true }) => {
      finish(await test(dir, options.json === true));
    });
}

async function test(dir: string, json: boolean): Promise<0 | 4> {
  const { plan } = loadFrom(dir);
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
