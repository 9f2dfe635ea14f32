import { guessLanguage, MODEL_VERSION, normalize, scoreText } from '@safeward/engine';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { Pool } from '../../platform/database/index.ts';
import type { App } from '../../platform/http/app.ts';
import { sendJson } from '../../platform/http/reply.ts';
import type { ForeignRoute } from '../../platform/http/route.ts';
import { storeLabels } from '../label.ts';
import { analyze } from './analyze.ts';
import { SCORED } from './attributes.ts';
import { discoveryDocument } from './discovery.ts';
import { errorBody, type PerspectiveError, refuse } from './errors.ts';
import { readAnalyze, readSuggest } from './request.ts';

const TAG = 'Perspective';

const FOREIGN: ForeignRoute = {
  keyOf({ query, headers }) {
    const key = (query as { readonly key?: unknown }).key ?? headers['x-goog-api-key'];
    return typeof key === 'string' ? key : undefined;
  },
  refuse,
};

/** What Google's clients send in the address besides the key is passed over. */
const Query = Type.Object({ key: Type.Optional(Type.String()) });

/** The Perspective API: its clients work when their address is changed. Contract: its own documentation. */
export function perspectiveRoutes(app: App, { pool }: { readonly pool: Pool }): void {
  app.post(
    '/v1alpha1/comments::analyze',
    {
      schema: { querystring: Query },
      config: {
        doc: {
          access: 'score',
          tag: TAG,
          summary: 'Score a comment, as the Perspective API does',
          description: `Answers as Perspective does, also where it refuses. Scores ${Object.keys(SCORED).join(', ')}; any other attribute is refused, or dropped with dropUnsupportedAttributes. Nothing is stored.`,
          body: {
            schema: Type.Object({}, { additionalProperties: true }),
            example: { comment: { text: 'You are a fool.' }, requestedAttributes: { TOXICITY: {} } },
          },
          idempotent: true,
          foreign: FOREIGN,
          answers: { 200: { description: 'The scores.' } },
        },
      },
    },
    async (request, reply) => {
      const read = readAnalyze(request.body);
      if (!read.ok) return sendError(reply, read.error);
      const analyzed = analyze(read.value);
      return analyzed.ok
        ? sendJson(reply, JSON.stringify(analyzed.analysis))
        : sendError(reply, analyzed.error);
    },
  );
  app.post(
    '/v1alpha1/comments::suggestscore',
    {
      schema: { querystring: Query },
      config: {
        doc: {
          access: 'score',
          tag: TAG,
          summary: 'Say what a person made of a comment, as with the Perspective API',
          description:
            'Kept as a label beside what the model scored then, for calibration; the comment itself is not kept. Any name of an attribute is taken: Coral sends the name of its model.',
          body: {
            schema: Type.Object({}, { additionalProperties: true }),
            example: {
              comment: { text: 'You are a fool.' },
              attributeScores: { TOXICITY: { summaryScore: { value: 1 } } },
            },
          },
          idempotent: true,
          foreign: FOREIGN,
          answers: { 200: { description: 'It is kept.' } },
        },
      },
    },
    async (request, reply) => {
      const read = readSuggest(request.body);
      if (!read.ok) return sendError(reply, read.error);
      const { text, scores, clientToken, communityId } = read.value;
      const normal = normalize(text);
      await storeLabels(pool, {
        source: 'perspective',
        token: clientToken ?? null,
        community: communityId ?? null,
        labels: scores,
        model: MODEL_VERSION,
        scores: scoreText(normal),
      });
      return sendJson(
        reply,
        JSON.stringify({
          ...(clientToken !== undefined && { clientToken }),
          detectedLanguages: [guessLanguage(normal.plain.text) ?? 'en'],
        }),
      );
    },
  );
  app.get(
    '/$discovery/rest',
    {
      schema: { querystring: Type.Object({ version: Type.Optional(Type.String()) }) },
      config: {
        doc: {
          access: 'public',
          tag: TAG,
          summary: 'What Google’s clients make themselves from',
          foreign: FOREIGN,
          answers: { 200: { description: 'A discovery document whose root is this server.' } },
        },
      },
    },
    (request, reply) => sendJson(reply, discoveryDocument(rootOf(request))),
  );
}

function rootOf({ protocol, headers }: FastifyRequest): string {
  return `${protocol}://${headers.host ?? 'localhost'}`;
}

function sendError(reply: FastifyReply, error: PerspectiveError): FastifyReply {
  reply.server.onRefused(reply.request, reply, error.errorType.toLowerCase());
  return sendJson(reply.code(400), errorBody(error));
}
