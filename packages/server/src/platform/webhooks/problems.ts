import type { ProblemKind } from '../problem/problem.ts';

export const WEBHOOK_PROBLEMS = {
  noEndpoint: { code: 'webhook_not_found', status: 404, title: 'There is no webhook of this id.' },
} as const satisfies Record<string, ProblemKind>;
