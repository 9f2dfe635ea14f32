import type { Finding, SourceFile } from '@safeward/engine';
import type { FieldProblem, Refusal } from '../platform/problem/problem.ts';
import type { Examined } from './examine.ts';
import { PRACTICE_PROBLEMS } from './problems.ts';

/** What was asked for, or why not: for HTTP and for the command alike. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };

export function refused(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal };
}

/** What is wrong with a practice; each error points to its file, and says line and column. */
export function refusalFor(
  examined: Exclude<Examined, { kind: 'fine' }>,
  files: readonly SourceFile[],
): Refusal {
  const pointerTo = (file: string): string => {
    const index = files.findIndex(({ path }) => path === file);
    return index < 0 ? '/files' : `/files/${index}`;
  };
  switch (examined.kind) {
    case 'unusable': {
      const errors = examined.findings.filter(({ severity }) => severity === 'error');
      return {
        kind: PRACTICE_PROBLEMS.unusable,
        detail: errors.map(sentence)[0],
        errors: errors.map((finding) => ({
          code: finding.code,
          pointer: pointerTo(finding.file),
          detail: sentence(finding),
        })),
      };
    }
    case 'tests_failed': {
      const errors = examined.failures.map(({ file, line, test, failures }): FieldProblem => {
        return {
          code: 'test_failed',
          pointer: pointerTo(file),
          detail: `${file}:${line} “${test}”: ${failures.join('; ')}`,
        };
      });
      return { kind: PRACTICE_PROBLEMS.testsFailed, detail: errors[0]?.detail, errors };
    }
    case 'took_too_long':
      return { kind: PRACTICE_PROBLEMS.tooLong };
  }
}

function sentence({ file, line, column, message, hint }: Finding): string {
  return `${file}:${line}:${column} ${message}${hint === undefined ? '' : ` (${hint})`}`;
}
