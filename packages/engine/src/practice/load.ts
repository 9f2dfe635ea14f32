import { atOnce, type InSteps } from '../steps.ts';
import { checkPractice } from './check/check.ts';
import { parsePracticeInSteps } from './parse.ts';
import type { Plan } from './plan/plan.ts';
import type { Finding, Practice, SourceFile } from './practice.ts';

export type { Plan } from './plan/plan.ts';

/** A practice that can decide, with what `check` warns of; or everything that is wrong with it. */
export type LoadedPractice =
  | {
      readonly ok: true;
      readonly practice: Practice;
      readonly plan: Plan;
      readonly findings: readonly Finding[];
    }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/**
 * Parses, checks and compiles the files of a practice, in any order. It need not have tests.
 *
 * @param files every `*.yaml` of the practice's folder; reading them is the caller's business
 */
export function loadPractice(files: readonly SourceFile[]): LoadedPractice {
  return atOnce(loadPracticeInSteps(files));
}

/** The same in small steps: a gate that decides meanwhile is not held up by a practice of hundreds of measures. */
export function* loadPracticeInSteps(files: readonly SourceFile[]): InSteps<LoadedPractice> {
  const { practice, places, findings } = yield* parsePracticeInSteps(files);
  if (practice === undefined || places === undefined) return { ok: false, findings };
  yield;
  const checked = yield* checkPractice(practice, places);
  if (checked.plan === null) return { ok: false, findings: checked.findings };
  return { ok: true, practice, plan: checked.plan, findings: checked.findings };
}
