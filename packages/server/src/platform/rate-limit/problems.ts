import type { ProblemKind } from '../problem/problem.ts';

export const RATE_PROBLEMS = {
  limited: { code: 'rate_limited', status: 429, title: 'The key has used up its rate for now.' },
} as const satisfies Record<string, ProblemKind>;
