import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type RawServerDefault,
} from 'fastify';
import type { TSchema } from 'typebox';
import type { Pool } from '../database/index.ts';
import type { Keyring, Scope } from '../keys/index.ts';
import type { Logger } from '../log/log.ts';
import type { Refusal } from '../problem/problem.ts';
import type { Limiter, Rate } from '../rate-limit/index.ts';
import type { Trace, Tracer } from '../trace/index.ts';
import { authenticate } from './authenticate.ts';
import { answerBrokenRequest, answerOddRequests } from './broken-requests.ts';
import { countAccepted, endConnections } from './closing.ts';
import { EncodedBody, isEncoded } from './encoded-body.ts';
import { refusalForError } from './failures.ts';
import { idempotently } from './idempotent.ts';
import { limitRequests } from './limit.ts';
import { HTTP_PROBLEMS } from './problems.ts';
import { sendProblem } from './reply.ts';
import { requestId } from './request-id.ts';
import { requestLine } from './request-line.ts';
import type { RegisteredRoute } from './route.ts';
import { traceRequests } from './trace.ts';

/** Where the areas hang their routes. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

declare module 'fastify' {
  interface FastifyRequest {
    /** When its head had arrived, by `performance.now()`. */
    began: number;
    /** The key that it was granted with; null where none is needed. */
    caller: {
      readonly keyId: string;
      readonly scopes: ReadonlySet<Scope>;
      readonly shadow: boolean;
      /** What it decides is recorded nowhere. */
      readonly test: boolean;
      readonly rate: Rate | null;
    } | null;
    /** Null where it is not traced. */
    trace: Trace | null;
  }
  interface FastifyInstance {
    /** Told of every refusal, for the log. */
    onRefused(request: FastifyRequest, reply: FastifyReply, code: string): void;
  }
}

/** The body of one event; whoever takes more says so at its route. */
const BODY_LIMIT = 1024 * 1024;

const NO_HOST: Refusal = {
  kind: HTTP_PROBLEMS.badRequest,
  detail: 'The header host is missing.',
  headers: { connection: 'close' },
};

/** Of every answer: none is for a cache, and none is anything but what it says it is. */
const HEADERS = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' };

/**
 * The HTTP server without any route: keys, problems, headers, raw JSON bodies, orderly closing.
 *
 * @returns the app, and every route that is registered on it, in order
 */
export function createApp({
  keyring,
  limiter,
  pool,
  tracer,
  log,
}: {
  readonly keyring: Keyring;
  readonly limiter: Limiter;
  /** Where answers are kept for who sends the same request again. */
  readonly pool: Pool;
  /** Null where nothing is traced. */
  readonly tracer: Tracer | null;
  readonly log: Logger;
}): {
  readonly app: App;
  readonly routes: readonly RegisteredRoute[];
  /** Resolves when every request that was accepted has its answer, and the last connection is gone. */
  readonly close: () => Promise<void>;
} {
  const routes: RegisteredRoute[] = [];
  const accepted = countAccepted();
  const app = fastify({
    // Fastify would make a logger for every request; what is logged here names the request itself.
    logger: false,
    genReqId: requestId,
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30_000,
    keepAliveTimeout: 75_000,
    // Node would answer without a word; see the first hook.
    http: { requireHostHeader: false },
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

  answerOddRequests(app.server);

  app.removeAllContentTypeParsers();
  // Left as bytes: the area parses them once, and finds what JSON.parse would hide (invalid UTF-8).
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) =>
    isEncoded(request.headers) ? done(new EncodedBody()) : done(null, body),
  );

  const authenticated = authenticate(keyring);
  app.addHook('onRequest', (request, reply, done) => {
    request.began = performance.now();
    reply.headers(HEADERS).header('x-request-id', request.id);
    if (request.headers.host === undefined && request.raw.httpVersion === '1.1') sendProblem(reply, NO_HOST);
    else authenticated(request, reply, done);
  });
  if (tracer !== null) {
    const { granted, answered } = traceRequests(tracer);
    app.addHook('onRequest', granted);
    app.addHook('onResponse', answered);
  }
  app.decorate('limiter', limiter);
  app.addHook('onRequest', limitRequests);
  app.addHook('preHandler', (_request, reply, done) => {
    accepted.add(reply.raw);
    done();
  });
  // Costs every request something, so it is there only for who wants to see every request.
  if (log.isLevelEnabled('debug'))
    app.addHook('onResponse', (request, reply, done) => {
      if (reply.statusCode < 400) log.debug(requestLine(request, reply), 'answered');
      done();
    });
  app.decorateRequest('began', 0);
  app.decorateRequest('caller', null);
  app.decorateRequest('trace', null);
  app.decorateRequest('claim', null);
  app.decorate('onRefused', (request: FastifyRequest, reply: FastifyReply, code: string) =>
    log.info({ ...requestLine(request, reply), code }, 'refused'),
  );

  const { claim, keep } = idempotently({ pool, log });
  app.addHook('onRoute', (route) => {
    const { method, url, config, schema } = route;
    const doc = config?.doc;
    if (doc === undefined) throw new Error(`route ${method} ${url} does not say who may call it`);
    if (doc.idempotent) Object.assign(route, { preHandler: claim, onSend: keep });
    for (const one of [method].flat()) {
      const { querystring, params } = schema ?? {};
      routes.push({
        method: one,
        // Fastify writes a colon that begins no parameter twice.
        url: url.replaceAll('::', ':'),
        doc,
        ...(querystring !== undefined && { query: querystring as TSchema }),
        ...(params !== undefined && { params: params as TSchema }),
      });
    }
  });

  app.setErrorHandler((error: Parameters<typeof refusalForError>[0], request, reply) => {
    const refusal = refusalForError(error);
    if (refusal === null) log.error({ request: request.id, err: error }, 'a request failed');
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
  const close = async () => {
    const closed = app.close();
    await Promise.all([closed, endConnections(app.server, accepted, closed)]);
  };
  return { app, routes, close };
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
