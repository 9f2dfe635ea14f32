import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import Type from 'typebox';
import type { App } from '../../platform/http/app.ts';
import { takeOthers } from '../../platform/http/limit.ts';
import { sendJson, sendProblem } from '../../platform/http/reply.ts';
import { errorBody, type ModerationError, NO_RETRY, refuse } from './errors.ts';
import { judge } from './judge.ts';
import { readModeration } from './request.ts';

/** OpenAI's moderations: the `openai` packages work when their base address is changed. */
export function moderationRoutes(app: App): void {
  app.post(
    '/v1/moderations',
    {
      config: {
        doc: {
          access: 'score',
          tag: 'OpenAI moderations',
          summary: 'Judge texts, as OpenAI’s moderations do',
          description:
            'Answers as OpenAI does, also where it refuses. A category that cannot be judged is false with score 0, and named in `unknown`: illicit and graphic violence, everything in a language that the model does not read, and what images may show.',
          body: {
            schema: Type.Object({}, { additionalProperties: true }),
            example: { input: ['See you at six.', 'You are a fool.'] },
          },
          idempotent: true,
          foreign: { refuse },
          answers: { 200: { description: 'A result for each text.' } },
        },
      },
    },
    async (request, reply) => {
      const read = readModeration(request.body);
      if (!read.ok) return sendError(reply, read.error);
      const refusal = takeOthers(reply, read.inputs.length);
      if (refusal) return sendProblem(reply, refusal);
      return sendJson(
        reply,
        JSON.stringify({
          id: `modr-${randomBytes(16).toString('hex')}`,
          model: read.model,
          results: read.inputs.map(judge),
        }),
      );
    },
  );
}

function sendError(reply: FastifyReply, error: ModerationError): FastifyReply {
  reply.server.onRefused(reply.request, reply, 'invalid_request_error');
  return sendJson(reply.code(error.status).headers(NO_RETRY), errorBody(error));
}
