import { type Finding, loadPractice, type Plan, type Practice, type SourceFile } from '@safeward/engine';

/** What was given as a practice is none: every finding says where and why. */
export class PracticeRefused extends Error {
  readonly code = 'practice_refused';
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    const [first] = findings.filter(({ severity }) => severity === 'error');
    super(
      first
        ? `The practice cannot be used: ${first.file}:${first.line}:${first.column} ${first.message}`
        : 'The practice cannot be used.',
    );
    this.findings = findings;
  }
}

/** There is nothing to decide by. */
export class NoPractice extends Error {
  readonly code = 'no_practice';

  constructor() {
    super('No code of practice is active yet. Start with one: safeward serve --practice DIR');
  }
}

/** A practice that was given as files, and is one. */
export interface GivenPractice {
  readonly files: readonly SourceFile[];
  readonly practice: Practice;
  readonly plan: Plan;
}

/** @throws {PracticeRefused} where the files do not make a practice */
export function readPractice(files: readonly SourceFile[]): GivenPractice {
  const loaded = loadPractice(files);
  if (!loaded.ok) throw new PracticeRefused(loaded.findings);
  return { files, practice: loaded.practice, plan: loaded.plan };
}
