import { hash } from 'node:crypto';
import Type from 'typebox';
import { AWAY_CAUSES, type AwayCause } from '../database/index.ts';
import type { Registry } from '../metrics/metrics.ts';
import type { App } from './app.ts';
import { createOpenApi } from './openapi.ts';
import { renderPage } from './page.ts';
import { STYLE } from './page-style.ts';
import { sendJson } from './reply.ts';
import type { RegisteredRoute } from './route.ts';

/** What `/readyz` tells. */
export interface Readiness {
  readonly ready: boolean;
  readonly database: 'up' | 'away';
  /** Why it is away; left out while it is up. */
  readonly cause?: AwayCause;
  /** Decisions on disk that the database does not have yet. */
  readonly spooled: number;
  /** `name@version#sha256:…` */
  readonly practice: string;
}

const ReadinessSchema = Type.Object({
  ready: Type.Boolean(),
  database: Type.Enum(['up', 'away']),
  cause: Type.Optional(Type.Enum([...AWAY_CAUSES], { description: 'Why the database is away.' })),
  spooled: Type.Integer(),
  practice: Type.String(),
});

const TAG = 'The server itself';
const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${hash('sha256', STYLE, 'base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;

/** Health, metrics, and the API's own description. */
export function systemRoutes(
  app: App,
  {
    routes,
    registry,
    readiness,
  }: {
    readonly routes: readonly RegisteredRoute[];
    readonly registry: Registry;
    readonly readiness: () => Readiness;
  },
): void {
  app.get(
    '/livez',
    {
      config: {
        doc: {
          access: 'public',
          tag: TAG,
          summary: 'Is the process alive?',
          answers: { 200: { description: 'Yes.', schema: Type.Object({ alive: Type.Literal(true) }) } },
        },
      },
    },
    async (_request, reply) => sendJson(reply, '{"alive":true}'),
  );

  app.get(
    '/readyz',
    {
      config: {
        doc: {
          access: 'public',
          tag: TAG,
          summary: 'Can it answer events?',
          description: 'Ready while decisions can be made safe: in the database, or on this server’s disk.',
          answers: {
            200: { description: 'Yes.', schema: ReadinessSchema },
            503: { description: 'No: it is shutting down.', schema: ReadinessSchema },
          },
        },
      },
    },
    async (_request, reply) => {
      const state = readiness();
      return sendJson(reply.code(state.ready ? 200 : 503), JSON.stringify(state));
    },
  );

  app.get(
    '/metrics',
    {
      config: {
        doc: {
          access: 'metrics',
          tag: TAG,
          summary: 'Metrics for Prometheus',
          answers: { 200: { description: 'In the text format.', type: 'text/plain' } },
        },
      },
    },
    async (_request, reply) =>
      reply.header('content-type', registry.contentType).send(await registry.metrics()),
  );

  app.get(
    '/openapi.json',
    {
      config: {
        doc: {
          access: 'public',
          tag: TAG,
          summary: 'This API as an OpenAPI document',
          answers: { 200: { description: 'OpenAPI 3.1.' } },
        },
      },
    },
    async (_request, reply) => sendJson(reply, JSON.stringify(createOpenApi(routes))),
  );

  for (const url of ['/', '/docs'])
    app.get(
      url,
      {
        config: {
          doc: {
            access: 'public',
            tag: TAG,
            summary: 'This API as a page to read',
            answers: { 200: { description: 'HTML.', type: 'text/html' } },
          },
        },
      },
      async (request, reply) =>
        reply
          .header('content-type', 'text/html; charset=utf-8')
          .header('content-security-policy', PAGE_POLICY)
          .header('referrer-policy', 'no-referrer')
          .send(renderPage(createOpenApi(routes), `${request.protocol}://${request.host}`)),
    );
}
