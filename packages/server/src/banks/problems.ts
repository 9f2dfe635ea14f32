import type { ProblemKind } from '../platform/problem/problem.ts';

export const BANK_PROBLEMS = {
  noBank: { code: 'no_bank', status: 404, title: 'There is no such bank.' },
  bankExists: { code: 'bank_exists', status: 409, title: 'There is a bank of this name already.' },
  invalidEntries: {
    code: 'invalid_entries',
    status: 422,
    title: 'The entries are not valid; none was taken.',
  },
  unreadableImage: {
    code: 'unreadable_image',
    status: 422,
    title: 'The image has no pixels that can be matched.',
  },
} as const satisfies Record<string, ProblemKind>;
