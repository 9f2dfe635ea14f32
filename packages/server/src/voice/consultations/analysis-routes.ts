import { DEFAULT_LIMITS } from '@safeward/engine';
import type { App } from '../../platform/http/app.ts';
import { bodyReader } from '../../platform/http/json-body.ts';
import { sendJson, sendProblem } from '../../platform/http/reply.ts';
import {
  findGroups,
  finishAnalysis,
  quoteWords,
  readPart,
  setTheme,
  suggestFor,
  themeFigures,
} from './analysis/analysis.ts';
import { countAnswers } from './analysis/counts.ts';
import { standingAnswers } from './answers/store.ts';
import type { Consultation } from './consultation.ts';
import type { VoiceOptions } from './options.ts';
import { CONSULTATION_PROBLEMS } from './problems.ts';
import { checkLine, currentChecklist, publish, releaseAnswer } from './publication/publication.ts';
import { saveResponse } from './publication/response.ts';
import { ResponseSchema } from './publication/response-schema.ts';
import {
  AnswerParams,
  CheckSchema,
  ConParams,
  ConsultationSchema,
  EmptySchema,
  QuoteSchema,
  ReadingSchema,
  ReleaseSchema,
  ThemeParams,
  ThemeSchema,
} from './schema.ts';
import { actOf, doing, looking, send } from './staff-route.ts';
import { findConsultation } from './store.ts';

const LARGE = 4 * 1024 * 1024;
const readTheme = bodyReader(ThemeSchema);
const readReading = bodyReader(ReadingSchema);
const readQuote = bodyReader(QuoteSchema);
const readRelease = bodyReader(ReleaseSchema);
const readCheck = bodyReader(CheckSchema);
const readResponse = bodyReader(ResponseSchema, { ...DEFAULT_LIMITS, totalBytes: LARGE });
const readEmpty = bodyReader(EmptySchema);

/** The answer that examples speak of. */
export const SOME_ANSWER = `ans_${'0'.repeat(26)}`;
const SOME_PART = { answer: SOME_ANSWER, part: 'q:why' };

/** What is made of the answers: a code frame, what was found where, the response, and its publication. */
export function analysisRoutes(app: App, options: VoiceOptions, shown: (one: Consultation) => unknown): void {
  const { pool, clock, apart } = options;

  /** What is computed of one consultation. */
  const figures = (path: string, summary: string, compute: (one: Consultation) => Promise<unknown>) =>
    app.get(
      `/v1/consultations/:id/${path}`,
      { schema: { params: ConParams }, config: looking({ summary }) },
      async (request, reply) => {
        const { id } = request.params as { readonly id: string };
        const found = await findConsultation(pool, id);
        if (found === null) return sendProblem(reply, { kind: CONSULTATION_PROBLEMS.notFound });
        return sendJson(reply, JSON.stringify(await compute(found)));
      },
    );

  figures(
    'themes',
    'The code frame: how often each theme was found, and how far the analysts agree',
    async ({ id }) => ({
      themes: await themeFigures(pool, id),
    }),
  );
  figures(
    'suggestions',
    'Groups of answers that use the same words: a start for a code frame, not a finding',
    async (one) => ({
      suggestions: await suggestFor(pool, apart, one),
    }),
  );
  figures('campaigns', 'Answers that are nearly the same, and networks from which many came', (one) =>
    findGroups(pool, apart, one),
  );
  figures(
    'counts',
    'Counts by question and by who answered, with the warning that goes with them',
    async ({ id, plan }) => countAnswers(plan, await standingAnswers(pool, id)),
  );
  figures(
    'checklist',
    'The Consultation Principles and the Gunning criteria, with what is known and what is said of each',
    async (one) => ({
      checklist: await currentChecklist(pool, one, clock()),
    }),
  );

  app.post(
    '/v1/consultations/:id/themes/:theme',
    {
      schema: { params: ThemeParams },
      config: doing({
        summary: 'Add a theme to the code frame, or word it anew',
        body: {
          schema: ThemeSchema,
          example: { title: 'Strangers', description: 'Contact by people a child does not know.' },
        },
      }),
    },
    async (request, reply) => {
      const body = readTheme(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      const { id, theme } = request.params;
      return send(reply, await setTheme(pool, id, { id: theme, ...body.value }, actOf(request, clock)));
    },
  );

  app.post(
    '/v1/consultations/:id/readings',
    {
      schema: { params: ConParams },
      config: doing({
        summary: 'Say which themes you find in one part of an answer; none is an answer too',
        description: 'The key says who reads: each analyst needs their own, so that agreement can be told.',
        body: { schema: ReadingSchema, example: { ...SOME_PART, themes: ['strangers'] } },
        refusals: [
          CONSULTATION_PROBLEMS.noAnswer,
          CONSULTATION_PROBLEMS.noPart,
          CONSULTATION_PROBLEMS.noTheme,
        ],
      }),
    },
    async (request, reply) => {
      const body = readReading(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      return send(reply, await readPart(pool, request.params.id, body.value, actOf(request, clock)));
    },
  );

  app.post(
    '/v1/consultations/:id/quotes',
    {
      schema: { params: ConParams },
      config: doing({
        summary: 'Quote words of an answer in the response, where its author allows it',
        body: { schema: QuoteSchema, example: { ...SOME_PART, theme: 'strangers', words: 'within a day' } },
        refusals: [
          CONSULTATION_PROBLEMS.noAnswer,
          CONSULTATION_PROBLEMS.noPart,
          CONSULTATION_PROBLEMS.noConsent,
          CONSULTATION_PROBLEMS.notVerbatim,
          CONSULTATION_PROBLEMS.noTheme,
        ],
      }),
    },
    async (request, reply) => {
      const body = readQuote(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      return send(reply, await quoteWords(pool, request.params.id, body.value, actOf(request, clock)));
    },
  );

  app.post(
    '/v1/consultations/:id/analysed',
    {
      schema: { params: ConParams },
      config: doing({
        summary: 'Say that every answer is read; refused while one is not',
        body: { schema: EmptySchema, example: {} },
        answer: { description: 'As it is now.', schema: ConsultationSchema },
        refusals: [CONSULTATION_PROBLEMS.unread],
      }),
    },
    async (request, reply) => {
      const body = readEmpty(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      return send(reply, await finishAnalysis(pool, request.params.id, actOf(request, clock)), shown);
    },
  );

  app.post(
    '/v1/consultations/:id/checklist',
    {
      schema: { params: ConParams },
      config: doing({
        summary: 'Say how far a line of the checklist holds, and what shows it',
        body: {
          schema: CheckSchema,
          example: { line: 'D', verdict: 'met', evidence: 'Two workshops with pupils before it opened.' },
        },
        refusals: [CONSULTATION_PROBLEMS.invalidResponse],
      }),
    },
    async (request, reply) => {
      const body = readCheck(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      const checked = { ...body.value, link: body.value.link ?? null };
      return send(reply, await checkLine(pool, request.params.id, checked, actOf(request, clock)));
    },
  );

  app.post(
    '/v1/consultations/:id/response',
    {
      schema: { params: ConParams },
      bodyLimit: LARGE,
      config: doing({
        summary: 'Write the response: for each theme what is said to it, and what is changed',
        description:
          'May be written in steps. A change that is named is looked up, and refused where there is none.',
        body: {
          schema: ResponseSchema,
          example: {
            summary: 'We asked about the measures, and change one.',
            rows: [
              {
                theme: 'strangers',
                answer: 'We agree.',
                change: { kind: 'none', why: 'It was there already.' },
              },
            ],
          },
        },
        refusals: [CONSULTATION_PROBLEMS.invalidResponse],
      }),
    },
    async (request, reply) => {
      const body = readResponse(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      return send(
        reply,
        await saveResponse(pool, apart, request.params.id, body.value, actOf(request, clock)),
      );
    },
  );

  app.post(
    '/v1/consultations/:id/answers/:answer/release',
    {
      schema: { params: AnswerParams },
      config: doing({
        summary: 'Let an answer be published, without what is taken out of it',
        body: {
          schema: ReleaseSchema,
          example: { redactions: [{ words: 'within a day', reason: 'a time' }] },
        },
        refusals: [
          CONSULTATION_PROBLEMS.noAnswer,
          CONSULTATION_PROBLEMS.noConsent,
          CONSULTATION_PROBLEMS.notVerbatim,
        ],
      }),
    },
    async (request, reply) => {
      const body = readRelease(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      const { id, answer } = request.params;
      return send(reply, await releaseAnswer(pool, id, answer, body.value.redactions, actOf(request, clock)));
    },
  );

  app.post(
    '/v1/consultations/:id/publish',
    {
      schema: { params: ConParams },
      config: doing({
        summary: 'Publish the response; refused while a theme is unanswered or a line is without evidence',
        body: { schema: EmptySchema, example: {} },
        answer: { description: 'As it is now.', schema: ConsultationSchema },
        refusals: [CONSULTATION_PROBLEMS.notReady],
      }),
    },
    async (request, reply) => {
      const body = readEmpty(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      return send(reply, await publish(pool, apart, request.params.id, actOf(request, clock)), shown);
    },
  );
}
