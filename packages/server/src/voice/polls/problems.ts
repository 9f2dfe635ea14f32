import type { ProblemKind } from '../../platform/problem/problem.ts';

export const POLL_PROBLEMS = {
  unusable: {
    code: 'unusable_poll',
    status: 422,
    title: 'The poll has faults; nothing was made of it.',
  },
  unclear: { code: 'unclear_claim', status: 422, title: 'The claim cannot be held against this poll.' },
  busy: { code: 'polls_busy', status: 503, title: 'Other polls are being worked on; try again in a moment.' },
  tooLong: { code: 'poll_too_long', status: 422, title: 'Working on the poll took too long.' },
} as const satisfies Record<string, ProblemKind>;
