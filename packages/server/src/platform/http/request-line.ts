import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * What the log tells of a request. The route is named as it was registered, for the address itself may hold ids of
 * people.
 */
export function requestLine(request: FastifyRequest, reply: FastifyReply) {
  const { began } = request;
  return {
    request: request.id,
    method: request.method,
    route: request.routeOptions.url,
    status: reply.statusCode,
    // Not known where it was refused before it had begun.
    ...(began > 0 && { ms: Math.round((performance.now() - began) * 10) / 10 }),
  };
}
