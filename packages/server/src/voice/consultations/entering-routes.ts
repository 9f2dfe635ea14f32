import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { DEFAULT_LIMITS } from '@safeward/engine';
import type { App } from '../../platform/http/app.ts';
import { bodyReader } from '../../platform/http/json-body.ts';
import { HTTP_PROBLEMS } from '../../platform/http/problems.ts';
import { sendJson, sendProblem } from '../../platform/http/reply.ts';
import { enterAnswer, withdraw } from './answers/intake.ts';
import { attachmentsOf, standingAnswers } from './answers/store.ts';
import type { Attachment } from './attachments.ts';
import { EXAMPLE_CONTENT } from './example.ts';
import type { VoiceOptions } from './options.ts';
import { CONSULTATION_PROBLEMS } from './problems.ts';
import {
  AnswerParams,
  AttachmentParams,
  BecauseSchema,
  ConParams,
  EnterSchema,
  ReceiptSchema,
} from './schema.ts';
import { actOf, doing, looking, send } from './staff-route.ts';
import { findConsultation, type Queryable } from './store.ts';

const LARGE = 24 * 1024 * 1024;
const readEntered = bodyReader(EnterSchema, { ...DEFAULT_LIMITS, totalBytes: LARGE });
const readBecause = bodyReader(BecauseSchema);

/** Answers as those see them who run the consultation, and those that came by e-mail or on paper. */
export function enteringRoutes(app: App, options: VoiceOptions): void {
  const { pool, clock, files } = options;

  app.get(
    '/v1/consultations/:id/answers',
    {
      schema: { params: ConParams },
      config: looking({
        summary: 'Every answer that stands, in the order in which they came',
        description:
          'With names and addresses, where people gave them: for those who read the answers, and nobody else.',
      }),
    },
    async (request, reply) => {
      const found = await findConsultation(pool, request.params.id);
      if (found === null) return sendProblem(reply, { kind: CONSULTATION_PROBLEMS.notFound });
      const answers = await standingAnswers(pool, found.id);
      const shown = await Promise.all(
        answers.map(async ({ id, record }) => ({ id, record, attachments: await attachmentsOf(pool, id) })),
      );
      return sendJson(reply, JSON.stringify({ answers: shown }));
    },
  );

  app.post(
    '/v1/consultations/:id/answers',
    {
      schema: { params: ConParams },
      bodyLimit: LARGE,
      config: doing({
        summary: 'Enter an answer that came by e-mail or on paper, with its scan',
        description: 'It counts as any other, and has a receipt, which is for whoever wrote it.',
        body: {
          schema: EnterSchema,
          example: { channel: 'paper', received_at: '2026-12-01T09:00:00Z', answer: EXAMPLE_CONTENT },
        },
        answer: { description: 'The receipt.', schema: ReceiptSchema },
        refusals: [
          CONSULTATION_PROBLEMS.invalidAnswer,
          CONSULTATION_PROBLEMS.badFile,
          HTTP_PROBLEMS.tooLarge,
        ],
      }),
    },
    async (request, reply) => {
      const body = readEntered(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      const { channel, received_at, answer, files: sent = [] } = body.value;
      const taken: Attachment[] = [];
      const dropFiles = () => files.remove(taken.map(({ id }) => id));
      for (const { question, name, base64 } of sent) {
        const file = await files.take({ question, name, bytes: Buffer.from(base64, 'base64') });
        if (!file.ok) {
          await dropFiles();
          return sendProblem(reply, file.refusal);
        }
        taken.push(file.value);
      }
      const entered = { content: answer, channel, receivedAt: Date.parse(received_at), files: taken };
      const done = await enterAnswer(
        pool,
        request.params.id,
        entered,
        actOf(request, clock),
        options.handLeaf,
      );
      if (!done.ok) await dropFiles();
      return send(reply, done);
    },
  );

  app.post(
    '/v1/consultations/:id/answers/:answer/withdraw',
    {
      schema: { params: AnswerParams },
      config: doing({
        summary: 'Withdraw an answer for whoever wrote it',
        description: 'What it said is deleted; that there was one stays, with its commitment.',
        body: { schema: BecauseSchema, example: { reason: 'Asked for by letter.' } },
        refusals: [CONSULTATION_PROBLEMS.noAnswer],
      }),
    },
    async (request, reply) => {
      const body = readBecause(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      const { id, answer } = request.params;
      return send(reply, await withdraw(pool, files, id, { answer }, clock(), options.handLeaf));
    },
  );

  app.get(
    '/v1/consultations/:id/attachments/:attachment',
    {
      schema: { params: AttachmentParams },
      config: looking({
        summary: 'A file that came with an answer',
        description: 'To be saved, not to be shown: whatever it is, a browser is told that it is a file.',
        answer: { description: 'Its bytes.', type: 'application/octet-stream' },
        refusals: [CONSULTATION_PROBLEMS.noAnswer],
      }),
    },
    async (request, reply) => {
      const { id, attachment } = request.params;
      const name = await nameOfFile(pool, id, attachment);
      const size = name === null ? null : await stat(files.pathOf(attachment)).catch(() => null);
      if (name === null || size === null) return sendProblem(reply, { kind: CONSULTATION_PROBLEMS.noAnswer });
      return reply
        .header('content-type', 'application/octet-stream')
        .header('content-length', size.size)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
        .send(createReadStream(files.pathOf(attachment)));
    },
  );
}

async function nameOfFile(client: Queryable, called: string, attachment: string): Promise<string | null> {
  const found = await findConsultation(client, called);
  if (found === null) return null;
  const { rows } = await client.query<{ name: string }>(
    `select t.name from consultations.attachment t join consultations.answer a on a.id = t.answer
     where t.id = $1 and a.consultation = $2`,
    [attachment, found.id],
  );
  return rows[0]?.name ?? null;
}
