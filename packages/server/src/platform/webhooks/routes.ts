import Type from 'typebox';
import type { Pool } from '../database/index.ts';
import type { App } from '../http/app.ts';
import { bodyReader } from '../http/json-body.ts';
import { HTTP_PROBLEMS } from '../http/problems.ts';
import { sendJson, sendProblem } from '../http/reply.ts';
import { MESSAGE_TYPES } from '../outbox/index.ts';
import { urlProblem } from './endpoint.ts';
import { WEBHOOK_PROBLEMS } from './problems.ts';
import {
  createEndpoint,
  listDeliveries,
  listEndpoints,
  OVERLAP_HOURS,
  removeEndpoint,
  replayDead,
  rotateSecret,
} from './store.ts';

const closed = { additionalProperties: false } as const;
const TAG = 'Webhooks';
const Types = Type.Array(Type.Enum([...MESSAGE_TYPES]), {
  maxItems: MESSAGE_TYPES.length,
  description: 'What it is told; left out or empty: everything.',
});

const EndpointSchema = Type.Object(
  {
    id: Type.String(),
    url: Type.String(),
    types: Types,
    allow_private: Type.Boolean(),
    created_at: Type.String({ format: 'date-time' }),
  },
  closed,
);
const Secret = Type.String({ description: '`whsec_…`, shown only now.' });
const MadeSchema = Type.Object({ ...EndpointSchema.properties, secret: Secret }, closed);
const NewEndpointSchema = Type.Object(
  {
    url: Type.String({ maxLength: 2048, description: 'https, or http within your own network.' }),
    types: Type.Optional(Types),
    allow_private: Type.Optional(
      Type.Boolean({
        description: 'Whether its address may be one that is not public. False unless said otherwise.',
      }),
    ),
  },
  closed,
);
const DeliverySchema = Type.Object(
  {
    id: Type.String(),
    endpoint: Type.String(),
    message: Type.String({ description: 'The `webhook-id` header.' }),
    type: Type.String(),
    subject: Type.String(),
    state: Type.Enum(['waiting', 'delivered', 'dead']),
    attempts: Type.Integer(),
    created_at: Type.String({ format: 'date-time' }),
    next_at: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    problem: Type.Union([Type.String(), Type.Null()], { description: 'What came of the last try.' }),
  },
  closed,
);
const IdParams = Type.Object({ id: Type.String() }, closed);
const readEndpoint = bodyReader(NewEndpointSchema);
const EXAMPLE = { url: 'https://example.com/safeward', types: ['decision.held'] };

const PRIVATE_REFUSED = 'is refused by the settings of this server, which is in production';

/** Endpoints that are told what happens: made, listed, removed; their secrets rotated; what failed, sent again. */
export function webhookRoutes(
  app: App,
  { pool, allowPrivate }: { readonly pool: Pool; readonly allowPrivate: boolean },
): void {
  app.post(
    '/v1/webhooks',
    {
      config: {
        doc: {
          access: 'admin',
          tag: TAG,
          summary: 'Add an endpoint that is told what happens',
          description:
            'Deliveries follow Standard Webhooks: signed, in order for each subject, tried for three days.',
          body: { schema: NewEndpointSchema, example: EXAMPLE },
          idempotent: true,
          answers: { 201: { description: 'The endpoint and its secret.', schema: MadeSchema } },
          refusals: [HTTP_PROBLEMS.malformed, HTTP_PROBLEMS.invalidBody],
        },
      },
    },
    async (request, reply) => {
      const body = readEndpoint(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      const { url, types = [], allow_private = false } = body.value;
      const problem = urlProblem(url);
      if (problem !== null)
        return sendProblem(reply, {
          kind: HTTP_PROBLEMS.invalidBody,
          errors: [{ code: 'bad_address', pointer: '/url', detail: problem }],
        });
      if (allow_private && !allowPrivate)
        return sendProblem(reply, {
          kind: HTTP_PROBLEMS.invalidBody,
          errors: [{ code: 'private_refused', pointer: '/allow_private', detail: PRIVATE_REFUSED }],
        });
      const { endpoint, secret } = await createEndpoint(pool, { url, types, allow_private });
      return sendJson(reply.code(201), JSON.stringify({ ...endpoint, secret }));
    },
  );

  app.get(
    '/v1/webhooks',
    {
      config: {
        doc: {
          access: 'admin',
          tag: TAG,
          summary: 'List the endpoints',
          answers: {
            200: {
              description: 'Without their secrets.',
              schema: Type.Object({ webhooks: Type.Array(EndpointSchema) }, closed),
            },
          },
        },
      },
    },
    async (_request, reply) => sendJson(reply, JSON.stringify({ webhooks: await listEndpoints(pool) })),
  );

  app.delete(
    '/v1/webhooks/:id',
    {
      schema: { params: IdParams },
      config: {
        doc: {
          access: 'admin',
          tag: TAG,
          summary: 'Remove an endpoint',
          description: 'What waits for it is not sent any more.',
          answers: { 200: { description: 'Removed.', schema: Type.Object({ id: Type.String() }, closed) } },
          refusals: [WEBHOOK_PROBLEMS.noEndpoint],
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      if (!(await removeEndpoint(pool, id))) return sendProblem(reply, { kind: WEBHOOK_PROBLEMS.noEndpoint });
      return sendJson(reply, JSON.stringify({ id }));
    },
  );

  app.post(
    '/v1/webhooks/:id/rotate',
    {
      schema: { params: IdParams },
      config: {
        doc: {
          access: 'admin',
          tag: TAG,
          summary: 'Give an endpoint a new secret',
          description: `The ones before it sign as well for another ${OVERLAP_HOURS} hours.`,
          idempotent: true,
          answers: { 200: { description: 'The secret.', schema: Type.Object({ secret: Secret }, closed) } },
          refusals: [WEBHOOK_PROBLEMS.noEndpoint],
        },
      },
    },
    async (request, reply) => {
      const secret = await rotateSecret(pool, request.params.id);
      if (secret === null) return sendProblem(reply, { kind: WEBHOOK_PROBLEMS.noEndpoint });
      return sendJson(reply, JSON.stringify({ secret }));
    },
  );

  app.get(
    '/v1/webhooks/:id/deliveries',
    {
      schema: {
        params: IdParams,
        querystring: Type.Object(
          { state: Type.Optional(Type.Enum(['waiting', 'delivered', 'dead'])) },
          closed,
        ),
      },
      config: {
        doc: {
          access: 'admin',
          tag: TAG,
          summary: 'List what was or will be sent to an endpoint, newest first',
          answers: {
            200: {
              description: 'At most a hundred.',
              schema: Type.Object({ deliveries: Type.Array(DeliverySchema) }, closed),
            },
          },
        },
      },
    },
    async (request, reply) => {
      const deliveries = await listDeliveries(pool, request.params.id, request.query.state);
      return sendJson(reply, JSON.stringify({ deliveries }));
    },
  );

  app.post(
    '/v1/webhooks/:id/replay',
    {
      schema: { params: IdParams },
      config: {
        doc: {
          access: 'admin',
          tag: TAG,
          summary: 'Send an endpoint’s dead deliveries again',
          idempotent: true,
          answers: {
            200: {
              description: 'How many are sent again.',
              schema: Type.Object({ replayed: Type.Integer() }, closed),
            },
          },
        },
      },
    },
    async (request, reply) =>
      sendJson(reply, JSON.stringify({ replayed: await replayDead(pool, request.params.id) })),
  );
}
