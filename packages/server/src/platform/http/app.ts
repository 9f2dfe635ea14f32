import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify, { type FastifyBaseLogger, type FastifyInstance, type RawServerDefault } from 'fastify';
import type { TSchema } from 'typebox';
import type { Keyring } from '../keys/index.ts';
import type { Logger } from '../log/log.ts';
import { authenticate } from './authenticate.ts';
import { answerBrokenRequest, refusalForError } from './failures.ts';
import { HTTP_PROBLEMS } from './problems.ts';
import { sendProblem } from './reply.ts';
import { requestId } from './request-id.ts';
import type { RegisteredRoute } from './route.ts';

/** Where the areas hang their routes. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** The body of one event; whoever takes more says so at its route. */
const BODY_LIMIT = 1024 * 1024;

const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
};

/**
 * The HTTP server without any route: keys, problems, headers, raw JSON bodies, orderly closing.
 *
 * @returns the app, and every route that is registered on it, in order
 */
export function createApp({ keyring, log }: { readonly keyring: Keyring; readonly log: Logger }): {
  readonly app: App;
  readonly routes: readonly RegisteredRoute[];
} {
  const routes: RegisteredRoute[] = [];
  let closing = false;
  const app = fastify({
    loggerInstance: log as FastifyBaseLogger,
    disableRequestLogging: true,
    genReqId: requestId,
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30_000,
    keepAliveTimeout: 75_000,
    forceCloseConnections: 'idle',
    // What arrives on an open connection while we close is still answered, and the connection then ended.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 300 },
    // Unknown parameters are refused, not dropped in silence.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: true, allErrors: true } },
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (error, _request, reply) => {
      sendProblem(reply, refusalForError(error) ?? { kind: HTTP_PROBLEMS.badRequest });
    },
  }).withTypeProvider<TypeBoxTypeProvider>();

  app.removeAllContentTypeParsers();
  // Left as bytes: the area parses them once, and finds what JSON.parse would hide (invalid UTF-8).
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );

  app.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(SECURITY_HEADERS).header('x-request-id', request.id);
    if (closing) reply.header('connection', 'close');
    done();
  });
  app.addHook('onRequest', authenticate(keyring));

  app.addHook('onRoute', ({ method, url, config, schema }) => {
    const doc = config?.doc;
    if (doc === undefined) throw new Error(`route ${method} ${url} does not say who may call it`);
    for (const one of [method].flat()) {
      const { querystring, params } = schema ?? {};
      routes.push({
        method: one,
        url,
        doc,
        ...(querystring !== undefined && { query: querystring as TSchema }),
        ...(params !== undefined && { params: params as TSchema }),
      });
    }
  });

  app.setErrorHandler((error: Parameters<typeof refusalForError>[0], request, reply) => {
    const refusal = refusalForError(error);
    if (refusal === null) request.log.error({ err: error, request: request.id }, 'a request failed');
    return sendProblem(reply, refusal ?? { kind: HTTP_PROBLEMS.internal });
  });
  app.setNotFoundHandler((request, reply) => {
    const allowed = methodsOf(request.url, routes);
    if (allowed.length === 0) return sendProblem(reply, { kind: HTTP_PROBLEMS.notFound });
    return sendProblem(reply, {
      kind: HTTP_PROBLEMS.methodNotAllowed,
      detail: `It takes ${allowed.join(', ')}.`,
      headers: { allow: allowed.join(', ') },
    });
  });
  return { app, routes };
}

/** Which methods an address takes, if it is one of ours. */
function methodsOf(address: string, routes: readonly RegisteredRoute[]): readonly string[] {
  const path = (address.split('?')[0] ?? '').split('/');
  const matching = routes.filter(({ url }) => {
    const parts = url.split('/');
    return parts.length === path.length && parts.every((part, n) => part.startsWith(':') || part === path[n]);
  });
  return [...new Set(matching.map(({ method }) => method))];
}
