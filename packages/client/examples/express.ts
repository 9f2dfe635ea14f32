import type { Safeward } from '@safeward/client';
import express, { type Express } from 'express';
import { type Chat, carryOut, eventOf, type Message } from './chat.ts';

/** A chat with Express that asks before it delivers. */
export function chatWithExpress(safeward: Safeward, chat: Chat): Express {
  const app = express();
  app.use(express.json());
  app.post('/messages', async (request, response) => {
    const message = request.body as Message;
    const decision = await safeward.decide(eventOf(chat, message));
    const { status, body } = carryOut(chat, message, decision);
    response.status(status).json(body);
  });
  return app;
}
