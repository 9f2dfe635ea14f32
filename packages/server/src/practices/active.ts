import { type Finding, loadPractice, type Plan, type SourceFile } from '@safeward/engine';
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

/**
 * Puts a practice in force: the given one, stored and activated, else the one that was active before.
 *
 * @throws {PracticeRefused} where the sources do not make a practice
 * @throws {NoPractice} where none is given and none was active
 */
export async function activatePractice(
  pool: Pool,
  given: readonly SourceFile[] | undefined,
): Promise<ActivePractice> {
  const sources = given ?? (await loadActiveSources(pool));
  if (sources === null) throw new NoPractice();
  const loaded = loadPractice(sources);
  if (!loaded.ok) throw new PracticeRefused(loaded.findings);
  if (given) {
    await storeVersion(pool, loaded.practice, given);
    await recordActivation(pool, loaded.practice.hash);
  }
  return { plan: () => loaded.plan };
}
