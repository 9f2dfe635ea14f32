import type { ProblemKind } from '../platform/problem/problem.ts';

/** What the gate refuses, beside what any request can be refused for. */
export const GATE_PROBLEMS = {
  malformedEvent: { code: 'malformed_event', status: 400, title: 'The body cannot be read.' },
  invalidEvent: { code: 'invalid_event', status: 422, title: 'The event is not valid.' },
  invalidBatch: { code: 'invalid_batch', status: 422, title: 'The batch is not valid.' },
  otherEvent: {
    code: 'idempotency_conflict',
    status: 422,
    title: 'Another event with this id was decided before.',
  },
  overloaded: { code: 'overloaded', status: 429, title: 'Too many decisions are waiting to be recorded.' },
  noDecision: { code: 'decision_not_found', status: 404, title: 'There is no decision of this id.' },
  notHeld: { code: 'not_held', status: 409, title: 'The decision is no hold.' },
  endedBefore: { code: 'hold_ended', status: 409, title: 'The hold was ended before, by another word.' },
  notEntitled: { code: 'not_entitled', status: 409, title: 'The hold waits for somebody else.' },
  unavailable: { code: 'database_unavailable', status: 503, title: 'Records cannot be read right now.' },
  failed: { code: 'internal', status: 500, title: 'Something went wrong here; it has been logged.' },
} as const satisfies Record<string, ProblemKind>;
