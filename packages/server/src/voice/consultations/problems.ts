import type { ProblemKind } from '../../platform/problem/problem.ts';

/** What is refused of consultations. */
export const CONSULTATION_PROBLEMS = {
  notFound: { code: 'consultation_not_found', status: 404, title: 'There is no such consultation.' },
  slugTaken: { code: 'slug_taken', status: 409, title: 'Another consultation has this place on the web.' },
  wrongState: {
    code: 'wrong_state',
    status: 409,
    title: 'The consultation does not stand where this can be done.',
  },
  invalidPlan: { code: 'invalid_consultation', status: 422, title: 'The consultation is not valid.' },
  invalidTimes: { code: 'invalid_times', status: 422, title: 'These times cannot be set.' },
  noDocument: { code: 'document_not_found', status: 404, title: 'There is no such document.' },
  invalidDocument: { code: 'invalid_document', status: 422, title: 'The document is not valid.' },
  noAnswer: { code: 'answer_not_found', status: 404, title: 'There is no such answer, or it was withdrawn.' },
  invalidAnswer: { code: 'invalid_answer', status: 422, title: 'The answer is not valid.' },
  badFile: { code: 'file_refused', status: 422, title: 'The file is not taken.' },
  noTheme: { code: 'theme_not_found', status: 404, title: 'There is no such theme.' },
  noPart: { code: 'part_not_found', status: 404, title: 'The answer has no such part to read.' },
  notVerbatim: {
    code: 'not_verbatim',
    status: 422,
    title: 'The words do not stand in the answer like this.',
  },
  noConsent: { code: 'no_consent', status: 403, title: 'Who answered does not allow this.' },
  invalidResponse: { code: 'invalid_response', status: 422, title: 'The response is not valid.' },
  notReady: { code: 'not_ready', status: 409, title: 'The response cannot be published yet.' },
  unread: { code: 'answers_unread', status: 409, title: 'There are answers that nobody has read.' },
} as const satisfies Record<string, ProblemKind>;
