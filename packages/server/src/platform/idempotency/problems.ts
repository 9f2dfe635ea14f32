import type { ProblemKind } from '../problem/problem.ts';

export const IDEMPOTENCY_PROBLEMS = {
  badName: {
    code: 'invalid_idempotency_key',
    status: 400,
    title: 'The header idempotency-key is not valid.',
  },
  underWay: {
    code: 'request_under_way',
    status: 409,
    title: 'The first request with this idempotency key has no answer yet.',
  },
  otherRequest: {
    code: 'idempotency_key_reused',
    status: 422,
    title: 'Another request was made with this idempotency key before.',
  },
  unavailable: {
    code: 'database_unavailable',
    status: 503,
    title: 'Records cannot be read right now.',
  },
} as const satisfies Record<string, ProblemKind>;
