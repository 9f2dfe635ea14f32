import type { Safeward } from '@safeward/client';
import fastify, { type FastifyInstance } from 'fastify';
import { type Chat, carryOut, eventOf, type Message } from './chat.ts';

/** A chat with Fastify that asks before it delivers. */
export function chatWithFastify(safeward: Safeward, chat: Chat): FastifyInstance {
  const app = fastify();
  app.post<{ Body: Message }>('/messages', async ({ body: message }, reply) => {
    const decision = await safeward.decide(eventOf(chat, message));
    const { status, body } = carryOut(chat, message, decision);
    return reply.status(status).send(body);
  });
  return app;
}
