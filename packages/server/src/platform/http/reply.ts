import type { FastifyReply } from 'fastify';
import { type Refusal, toProblemDocument } from '../problem/problem.ts';
import type { ForeignRoute } from './route.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** Answers with JSON that is already text: it is sent as it is, byte for byte. */
export function sendJson(reply: FastifyReply, json: string): FastifyReply {
  return reply.header('content-type', JSON_TYPE).send(json);
}

/** The one place where a refusal becomes an answer. */
export function sendProblem(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const { request } = reply;
  const { id } = request;
  const foreign = request.routeOptions?.config?.doc?.foreign;
  if (foreign !== undefined) return sendForeign(reply, refusal, foreign);
  // Said again for what is refused before any hook has run.
  reply.code(refusal.kind.status).header('content-type', PROBLEM_TYPE).header('x-request-id', id);
  if (refusal.headers) reply.headers(refusal.headers);
  reply.server.onRefused(request, reply, refusal.kind.code);
  return reply.send(JSON.stringify(toProblemDocument(refusal, id)));
}

function sendForeign(reply: FastifyReply, refusal: Refusal, { refuse }: ForeignRoute): FastifyReply {
  const { request } = reply;
  const { status, type, body, headers } = refuse(refusal, request.id);
  reply.code(status).header('content-type', type).header('x-request-id', request.id);
  if (refusal.headers) reply.headers(refusal.headers);
  if (headers) reply.headers(headers);
  reply.server.onRefused(request, reply, refusal.kind.code);
  return reply.send(body);
}
