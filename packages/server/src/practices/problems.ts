import type { ProblemKind } from '../platform/problem/problem.ts';

/** What is refused of practices. */
export const PRACTICE_PROBLEMS = {
  unusable: { code: 'practice_unusable', status: 422, title: 'The practice does not pass its check.' },
  testsFailed: { code: 'practice_tests_failed', status: 422, title: 'A test of the practice fails.' },
  tooLong: { code: 'practice_too_long', status: 422, title: 'The practice takes too long to be checked.' },
  invalid: { code: 'invalid_activation', status: 422, title: 'This cannot be activated like this.' },
  noVersion: { code: 'practice_not_found', status: 404, title: 'There is no such version of a practice.' },
  ambiguous: {
    code: 'practice_ambiguous',
    status: 409,
    title: 'Several versions are called like this; name one by its hash.',
  },
  noActivation: { code: 'activation_not_found', status: 404, title: 'There is no such activation.' },
  running: { code: 'activation_running', status: 409, title: 'Another activation is under way.' },
  inForce: { code: 'already_in_force', status: 409, title: 'This practice is in force already.' },
  notPending: { code: 'not_pending', status: 409, title: 'This activation does not wait for approval.' },
  samePerson: {
    code: 'same_person',
    status: 403,
    title: 'Somebody else than who asked for it has to approve it.',
  },
  expired: { code: 'activation_expired', status: 409, title: 'Its time is over already.' },
  ended: { code: 'activation_ended', status: 409, title: 'This activation has ended already.' },
  needsSuccessor: {
    code: 'needs_successor',
    status: 409,
    title: 'A practice has to be in force: activate another one, or roll back.',
  },
  nothingBefore: {
    code: 'nothing_to_roll_back_to',
    status: 409,
    title: 'There is no earlier practice to go back to.',
  },
  neverInForce: {
    code: 'never_in_force',
    status: 409,
    title: 'This version was never in force; activate it instead.',
  },
} as const satisfies Record<string, ProblemKind>;
