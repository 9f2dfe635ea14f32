import type { ProblemKind } from '../platform/problem/problem.ts';

export const PEOPLE_PROBLEMS = {
  invalidFacts: { code: 'invalid_facts', status: 422, title: 'The facts are not valid; none was taken.' },
} as const satisfies Record<string, ProblemKind>;
