import { type Finding, loadPractice, type Plan, type Practice, type SourceFile } from '@safeward/engine';
import type { Pool } from '../platform/database/index.ts';
import { loadActiveSources, recordActivation, storeVersion } from './store.ts';

/** The practice in force in this process. */
export interface ActivePractice {
  plan(): Plan;
}

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

/**
 * Puts a practice in force: the given one, stored and activated, else the one that was active before.
 *
 * @throws {NoPractice} where none is given and none was active
 * @throws {PracticeRefused} where the one that was active is none any more, for this version of Safeward
 */
export async function activatePractice(
  pool: Pool,
  given: GivenPractice | undefined,
): Promise<ActivePractice> {
  if (given) {
    await storeVersion(pool, given.practice, given.files);
    await recordActivation(pool, given.practice.hash);
    return { plan: () => given.plan };
  }
  const files = await loadActiveSources(pool);
  if (files === null) throw new NoPractice();
  const { plan } = readPractice(files);
  return { plan: () => plan };
}
