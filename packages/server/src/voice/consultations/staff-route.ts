import type { FastifyReply, FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import { HTTP_PROBLEMS } from '../../platform/http/problems.ts';
import { sendJson, sendProblem } from '../../platform/http/reply.ts';
import type { ProblemKind } from '../../platform/problem/problem.ts';
import type { Act } from './lifecycle.ts';
import { CONSULTATION_PROBLEMS } from './problems.ts';
import type { Result } from './result.ts';

const TAG = 'Consultations';
const OF_ANY_BODY = [HTTP_PROBLEMS.malformed, HTTP_PROBLEMS.mediaType, HTTP_PROBLEMS.invalidBody] as const;

interface Described {
  readonly summary: string;
  readonly description?: string;
  readonly answer?: { readonly description: string; readonly schema?: TSchema; readonly type?: string };
  readonly refusals?: readonly ProblemKind[];
}

/** What a route says of itself with which those who run a consultation look at it. */
export function looking({ summary, description, answer, refusals = [] }: Described) {
  return {
    doc: {
      access: 'consult' as const,
      tag: TAG,
      summary,
      ...(description !== undefined && { description }),
      answers: { 200: answer ?? { description: 'As it stands.' } },
      refusals: [HTTP_PROBLEMS.invalidQuery, CONSULTATION_PROBLEMS.notFound, ...refusals],
    },
  };
}

/** What a route says of itself with which they change something. */
export function doing({
  body,
  ...described
}: Described & { readonly body: { readonly schema: TSchema; readonly example: unknown } }) {
  const refusals = [...OF_ANY_BODY, CONSULTATION_PROBLEMS.wrongState, ...(described.refusals ?? [])];
  const { doc } = looking({ ...described, refusals });
  return { doc: { ...doc, body, idempotent: true as const } };
}

/** Whoever holds the key: it names the analyst, so each needs a key of their own. */
export function actOf(request: FastifyRequest, clock: () => number): Act {
  return { by: `key:${request.caller?.keyId ?? '?'}`, at: clock() };
}

export function send<T>(
  reply: FastifyReply,
  result: Result<T>,
  shown: (value: T) => unknown = (value) => value,
): FastifyReply {
  return result.ok
    ? sendJson(reply, JSON.stringify(shown(result.value)))
    : sendProblem(reply, result.refusal);
}
