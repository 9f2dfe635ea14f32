/** What the command ends with, so that a script can tell a broken practice from a mistyped option. */
export const EXIT = {
  fine: 0,
  bug: 1,
  usage: 2,
  checkFailed: 3,
  testsFailed: 4,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const MEANING: Readonly<Record<ExitCode, string>> = {
  [EXIT.fine]: 'fine',
  [EXIT.bug]: 'a bug in Safeward',
  [EXIT.usage]: 'the command was used wrongly, or was given something it cannot use',
  [EXIT.checkFailed]: 'what was checked did not pass',
  [EXIT.testsFailed]: "one of the practice's tests failed",
};

/** The paragraph of a command's help that says what its exit codes mean. */
export function describeExits(codes: readonly ExitCode[]): string {
  const shown = [EXIT.fine, ...codes, EXIT.bug, EXIT.usage].filter(
    (code, at, all) => all.indexOf(code) === at,
  );
  return `Exit codes:\n${shown
    .toSorted((a, b) => a - b)
    .map((code) => `  ${code}  ${MEANING[code]}`)
    .join('\n')}`;
}
