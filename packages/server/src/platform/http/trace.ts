import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import type { Tracer } from '../trace/index.ts';

const FAILED = 500;

/**
 * A span for every request that came with a good key. Of its address the span has the route's pattern only: what stands
 * in its place, and in the query, may be somebody's id. Strangers' requests, and those of monitors and readers of
 * documents, are not traced.
 *
 * @returns what is done when a request has been granted, and when it has been answered
 */
export function traceRequests(tracer: Tracer) {
  return {
    granted(request: FastifyRequest, _reply: FastifyReply, done: HookHandlerDoneFunction): void {
      if (request.caller !== null)
        request.trace = tracer.begin({
          name: `${request.method} ${request.routeOptions.url ?? ''}`,
          kind: 'server',
          began: request.began,
          traceparent: request.headers.traceparent,
        });
      done();
    },
    answered(request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void {
      request.trace?.end(
        {
          'http.request.method': request.method,
          'http.route': request.routeOptions.url ?? '',
          'http.response.status_code': reply.statusCode,
          ...(request.caller?.test === true && { 'safeward.test': true }),
        },
        reply.statusCode >= FAILED,
      );
      done();
    },
  };
}
