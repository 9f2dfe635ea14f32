import type { ProblemKind } from '../platform/problem/problem.ts';

export const EVIDENCE_PROBLEMS = {
  noRecord: {
    code: 'no_record',
    status: 404,
    title: 'There is no record of that decision, or none with a leaf in the log.',
  },
  notYet: {
    code: 'not_in_log_yet',
    status: 503,
    title: 'The log does not have the leaf yet; ask again in a second.',
  },
  noLog: { code: 'no_log_here', status: 404, title: 'This server does not have that part of the log.' },
} as const satisfies Record<string, ProblemKind>;
