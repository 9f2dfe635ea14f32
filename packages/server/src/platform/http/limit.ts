import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import type { Refusal } from '../problem/problem.ts';
import { describeRate, type Granted, type Limiter, RATE_PROBLEMS, rateHeaders } from '../rate-limit/index.ts';
import { sendProblem } from './reply.ts';

declare module 'fastify' {
  interface FastifyInstance {
    readonly limiter: Limiter;
  }
}

/** Every request takes one of what its key has left, before its body is read. */
export function limitRequests(
  _request: FastifyRequest,
  reply: FastifyReply,
  done: HookHandlerDoneFunction,
): void {
  const refusal = take(reply, 1);
  if (refusal === null) done();
  else sendProblem(reply, refusal);
}

/**
 * For a request that stands for several: takes the others as well, now that it is known how many they are.
 *
 * @param count of all, the one included that the request took when it came
 * @returns the refusal where so many are not left; what it took when it came is gone then
 */
export function takeOthers(reply: FastifyReply, count: number): Refusal | null {
  return count <= 1 ? null : take(reply, count - 1, count);
}

function take(reply: FastifyReply, count: number, needed?: number): Refusal | null {
  const { caller, server } = reply.request;
  if (caller === null) return null;
  const granted = server.limiter.take(caller.keyId, caller.rate, count, needed);
  if (granted === null) return null;
  reply.headers(rateHeaders(granted));
  return granted.ok ? null : refusalFor(granted);
}

function refusalFor({ rate, enoughIn }: Granted): Refusal {
  const kind = RATE_PROBLEMS.limited;
  const limit = `Its limit is ${describeRate(rate)}`;
  if (enoughIn === null) return { kind, detail: `${limit}: so many at once are never let through.` };
  return { kind, detail: `${limit}.`, headers: { 'retry-after': String(Math.max(enoughIn, 1)) } };
}
