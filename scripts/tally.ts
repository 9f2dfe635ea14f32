/** How many things were tried, and how they went. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The part of Vitest's JSON report that counts. */
export interface VitestReport {
  readonly testResults: readonly {
    /** Absolute path. */
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** The outcome of a run of Vitest, with what the report itself does not call a failure. */
export interface TestRun {
  readonly tally: Tally;
  /** One sentence each; every one counts as a failure. */
  readonly problems: readonly string[];
}

/**
 * Counts a Vitest run, and makes sure that it was one: a file that was expected and has no result, or whose tests
 * were never collected, is a failure, and so is an error outside of any test.
 *
 * @param expected absolute paths of the test files that must have run
 * @param exitCode of Vitest
 */
export function tallyTests(
  report: VitestReport | null,
  expected: readonly string[],
  exitCode: number | null,
): TestRun {
  if (report === null) {
    return { tally: { passed: 0, failed: 0, skipped: 0 }, problems: ['Vitest ended without a report.'] };
  }
  const statuses = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ status }) => status),
  );
  const passed = statuses.filter((status) => status === 'passed').length;
  const failed = statuses.filter((status) => status === 'failed').length;
  const tally = { passed, failed, skipped: statuses.length - passed - failed };

  const problems: string[] = [];
  const results = new Map(report.testResults.map((result) => [result.name, result]));
  for (const file of expected) {
    const result = results.get(file);
    if (result === undefined) problems.push(`${file} did not run.`);
    else if (result.assertionResults.length === 0)
      problems.push(`${file} could not be run, or has no tests.`);
  }
  if (statuses.length === 0) problems.push('No test ran.');
  if (exitCode !== 0 && failed === 0 && problems.length === 0) {
    problems.push(`Vitest ended with ${exitCode}: an error happened outside of any test; see above.`);
  }
  return { tally, problems };
}

export function addTallies(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
    skipped: tallies.reduce((sum, { skipped }) => sum + skipped, 0),
  };
}

/** The last line of `npm test`, which machines read. */
export function formatTally({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
