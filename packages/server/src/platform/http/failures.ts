import type { FastifyError } from 'fastify';
import type { FieldProblem, Refusal } from '../problem/problem.ts';
import { HTTP_PROBLEMS } from './problems.ts';

/** Fastify's own refusals, by its code. */
const BY_CODE: Readonly<Record<string, Refusal>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { kind: HTTP_PROBLEMS.tooLarge },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { kind: HTTP_PROBLEMS.mediaType },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    kind: HTTP_PROBLEMS.badRequest,
    detail: 'The body is not as long as content-length says.',
  },
  FST_ERR_BAD_URL: { kind: HTTP_PROBLEMS.badRequest, detail: 'The address is not a valid URL.' },
  FST_ERR_MAX_PARAM_LENGTH: { kind: HTTP_PROBLEMS.notFound },
  encoded_body: {
    kind: HTTP_PROBLEMS.mediaType,
    detail: 'The body must be sent as it is, without content-encoding.',
  },
};

/** What an error becomes for the caller; null where it is a fault of ours, of which nothing is told. */
export function refusalForError(error: FastifyError): Refusal | null {
  const known = BY_CODE[error.code];
  if (known) return known;
  if (error.validation)
    return { kind: HTTP_PROBLEMS.invalidQuery, errors: error.validation.map(fieldProblem) };
  // A client that went away in the middle of its body; nobody will read this.
  if (error.code === 'ECONNRESET' || error.code === 'ERR_STREAM_PREMATURE_CLOSE')
    return { kind: HTTP_PROBLEMS.badRequest };
  const status = error.statusCode;
  return status !== undefined && status >= 400 && status < 500 ? { kind: HTTP_PROBLEMS.badRequest } : null;
}

type Validation = NonNullable<FastifyError['validation']>[number];

function fieldProblem({ keyword, instancePath, params, message }: Validation): FieldProblem {
  const unknown = params.additionalProperty;
  if (typeof unknown === 'string')
    return {
      code: 'unknown_field',
      pointer: `/${escapePointer(unknown)}`,
      detail: 'is not a known parameter',
    };
  return { code: keyword, pointer: instancePath, detail: message ?? 'is not valid' };
}

function escapePointer(name: string): string {
  return name.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1');
}
