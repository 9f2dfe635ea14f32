import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError } from 'fastify';
import type { FieldProblem, Refusal } from '../problem/problem.ts';
import { toProblemDocument } from '../problem/problem.ts';
import { HTTP_PROBLEMS } from './problems.ts';
import { PROBLEM_TYPE } from './reply.ts';
import { newRequestId } from './request-id.ts';

/** How long a caller may take to notice that it was refused, in milliseconds. */
const LINGER_MS = 1_000;

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

/** Bytes that are no HTTP request at all never reach Fastify; they are answered on the bare connection. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  // What follows the first broken byte is broken as well, and has its answer already.
  if (socket.writableEnded) return;
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { kind } = brokenRequest(error.code);
  const id = newRequestId();
  const body = JSON.stringify(toProblemDocument({ kind }, id));
  socket.end(
    [
      `HTTP/1.1 ${kind.status} ${STATUS_CODES[kind.status]}`,
      `Content-Type: ${PROBLEM_TYPE}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Request-Id: ${id}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
  // Were it destroyed at once, bytes that still arrive would reset the connection and the answer with it.
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

function brokenRequest(code: string | undefined): Refusal {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return { kind: HTTP_PROBLEMS.headersTooLarge };
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { kind: HTTP_PROBLEMS.timeout };
    default:
      return { kind: HTTP_PROBLEMS.badRequest };
  }
}
