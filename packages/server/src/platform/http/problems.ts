import type { ProblemKind } from '../problem/problem.ts';

/** What any request can be refused for, whichever area it is meant for. */
export const HTTP_PROBLEMS = {
  badRequest: { code: 'bad_request', status: 400, title: 'The request is not understood.' },
  malformed: { code: 'malformed_body', status: 400, title: 'The body cannot be read as JSON.' },
  invalidBody: { code: 'invalid_body', status: 422, title: 'The body is not valid.' },
  invalidQuery: {
    code: 'invalid_query',
    status: 400,
    title: 'The address holds something that is not valid.',
  },
  unauthenticated: { code: 'unauthenticated', status: 401, title: 'A valid key is needed.' },
  lacksScope: { code: 'lacks_scope', status: 403, title: 'The key is not allowed to do this.' },
  notFound: { code: 'not_found', status: 404, title: 'There is nothing at this address.' },
  methodNotAllowed: {
    code: 'method_not_allowed',
    status: 405,
    title: 'This address does not take this method.',
  },
  timeout: { code: 'request_timeout', status: 408, title: 'The request took too long to arrive.' },
  tooLarge: { code: 'too_large', status: 413, title: 'The body is too large.' },
  mediaType: { code: 'unsupported_media_type', status: 415, title: 'The body must be application/json.' },
  expectation: {
    code: 'expectation_failed',
    status: 417,
    title: 'The only expectation that is met is 100-continue.',
  },
  headersTooLarge: { code: 'headers_too_large', status: 431, title: 'The headers are too large.' },
  internal: { code: 'internal', status: 500, title: 'Something went wrong here; it has been logged.' },
  unverifiable: { code: 'keys_unavailable', status: 503, title: 'Keys cannot be checked right now.' },
} as const satisfies Record<string, ProblemKind>;
