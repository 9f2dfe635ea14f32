import type { FastifyRequest } from 'fastify';

/**
 * How long the caller says it waits, in milliseconds: `?deadline_ms=`. Read before the route's own schema has
 * looked at it, so anything may stand there; what is no positive number says nothing.
 */
export function statedDeadline(request: FastifyRequest): number | undefined {
  const { deadline_ms: stated } = request.query as { readonly deadline_ms?: unknown };
  const ms = typeof stated === 'string' ? Number(stated) : Number.NaN;
  return ms > 0 && Number.isFinite(ms) ? ms : undefined;
}

/**
 * What is left of a deadline that began when the request's head arrived. A body that was long on its way is the
 * caller's own doing: a quarter remains in any case.
 */
export function remaining(request: FastifyRequest, deadlineMs: number): number {
  return Math.max(deadlineMs - (performance.now() - request.began), deadlineMs / 4);
}
