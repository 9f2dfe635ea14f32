import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../log/log.ts';

/**
 * One line for every request: what was refused at `info`, the rest at `debug`. The route is named as it was
 * registered, for the address itself may hold ids of people.
 */
export function logRequest(log: Logger, request: FastifyRequest, reply: FastifyReply): void {
  const refused = reply.statusCode >= 400;
  if (!refused && !log.isLevelEnabled('debug')) return;
  const line = {
    request: request.id,
    method: request.method,
    route: request.routeOptions.url,
    status: reply.statusCode,
    code: reply.problem,
    ms: Math.round(reply.elapsedTime * 10) / 10,
  };
  if (refused) log.info(line, 'refused');
  else log.debug(line, 'answered');
}
