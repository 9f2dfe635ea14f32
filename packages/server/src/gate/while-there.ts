import type { FastifyReply } from 'fastify';
import { isDatabaseAway } from '../platform/database/index.ts';
import { sendProblem } from '../platform/http/reply.ts';
import { GATE_PROBLEMS } from './problems.ts';

/** Undefined where the database is away: then the refusal has been sent. */
export async function whileThere<T>(reply: FastifyReply, read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    sendProblem(reply, { kind: GATE_PROBLEMS.unavailable, headers: { 'retry-after': '1' } });
    return undefined;
  }
}
