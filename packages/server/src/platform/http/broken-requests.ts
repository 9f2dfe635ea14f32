import { type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ProblemKind, toProblemDocument } from '../problem/problem.ts';
import { HTTP_PROBLEMS } from './problems.ts';
import { PROBLEM_TYPE } from './reply.ts';
import { newRequestId } from './request-id.ts';

/** How long a caller may take to notice that it was refused, in milliseconds. */
const LINGER_MS = 1_000;

/** Bytes that are no HTTP request at all never reach Fastify; they are answered on the bare connection. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Duplex): void {
  // What follows the first broken byte is broken as well, and has its answer already.
  if (socket.writableEnded) return;
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  answerOn(socket, kindOf(error.code));
}

/** What Node would answer by itself, without a word to the caller. */
export function answerOddRequests(server: Server): void {
  server.on('connect', (_request, socket) => answerOn(socket, HTTP_PROBLEMS.methodNotAllowed));
  server.on('checkExpectation', (request) => answerOn(request.socket, HTTP_PROBLEMS.expectation));
}

function kindOf(code: string | undefined): ProblemKind {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return HTTP_PROBLEMS.headersTooLarge;
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return HTTP_PROBLEMS.timeout;
    default:
      return HTTP_PROBLEMS.badRequest;
  }
}

function answerOn(socket: Duplex, kind: ProblemKind): void {
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
