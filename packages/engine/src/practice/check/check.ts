import type { InSteps } from '../../steps.ts';
import type { Places } from '../parse.ts';
import { compilePlan } from '../plan/compile.ts';
import type { Plan } from '../plan/plan.ts';
import type { Finding, Practice } from '../practice.ts';
import { checkAlarms } from './alarms.ts';
import { checkExpressions, checkText, languageOf } from './expressions.ts';
import { checkFields } from './fields.ts';
import { checkLanguages } from './languages.ts';
import { checkLogic } from './logic.ts';
import { checkTests } from './tests.ts';
import { checkUnknowns } from './unknowns.ts';

export interface Checked {
  /** Null where there are errors. */
  readonly plan: Plan | null;
  /** Errors and warnings, in the order of files and lines. */
  readonly findings: readonly Finding[];
}

/** Looks at what a practice means, and compiles it where it means something. */
export function* checkPractice(practice: Practice, places: Places): InSteps<Checked> {
  const findings: Finding[] = [];
  const report = (finding: Finding): void => {
    findings.push(finding);
  };
  const language = languageOf(practice);
  checkFields(practice, places, report);
  const measures = yield* checkExpressions(practice, places, language, report);
  const text = yield* checkText(practice, measures, places, report);
  checkTests(practice, places, report);
  yield;
  checkAlarms(practice, places, report);
  checkLanguages(practice, places, report);
  yield;
  checkLogic(measures, places, report);
  yield;
  checkUnknowns(practice, measures, places, report);
  yield;
  findings.sort(byPlace);
  if (text === null || findings.some(({ severity }) => severity === 'error')) return { plan: null, findings };
  const testPlaces = practice.tests.map((_, index) => places.test(index));
  const plan = yield* compilePlan({ practice, measures, text, ...language, testPlaces });
  return { plan, findings };
}

function byPlace(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
