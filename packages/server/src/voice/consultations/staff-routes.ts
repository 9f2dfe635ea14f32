import { DEFAULT_LIMITS } from '@safeward/engine';
import type { App } from '../../platform/http/app.ts';
import { bodyReader } from '../../platform/http/json-body.ts';
import { sendJson, sendProblem } from '../../platform/http/reply.ts';
import { analysisRoutes } from './analysis-routes.ts';
import { type Consultation, isOverdue, stateAt } from './consultation.ts';
import { storeDocument } from './documents/documents.ts';
import { enteringRoutes } from './entering-routes.ts';
import { EXAMPLE_PLAN } from './example.ts';
import {
  archiveConsultation,
  changePlan,
  closeEarly,
  createConsultation,
  explainLateness,
  extendConsultation,
  openConsultation,
} from './lifecycle.ts';
import type { VoiceOptions } from './options.ts';
import { PlanSchema } from './plan.ts';
import { CONSULTATION_PROBLEMS } from './problems.ts';
import {
  BecauseSchema,
  ConParams,
  ConsultationListSchema,
  ConsultationSchema,
  DocumentParams,
  EmptySchema,
  ExtendSchema,
  OpenSchema,
  PutDocumentSchema,
} from './schema.ts';
import { actOf, doing, looking, send } from './staff-route.ts';
import { documentVersions, findConsultation, happeningsOf, listConsultations } from './store.ts';

const LISTED = 500;
const LARGE = 4 * 1024 * 1024;
const ANSWER = { description: 'As it is now.', schema: ConsultationSchema };

const readPlan = bodyReader(PlanSchema, { ...DEFAULT_LIMITS, totalBytes: LARGE });
const readDocument = bodyReader(PutDocumentSchema, { ...DEFAULT_LIMITS, totalBytes: LARGE });
const readOpen = bodyReader(OpenSchema);
const readExtend = bodyReader(ExtendSchema);
const readBecause = bodyReader(BecauseSchema);
const readEmpty = bodyReader(EmptySchema);

/** How a consultation is set up, opened, extended and closed. */
export function staffRoutes(app: App, options: VoiceOptions): void {
  const { pool, clock, apart } = options;
  const shown = (consultation: Consultation) => show(consultation, clock());

  app.get(
    '/v1/consultations',
    {
      config: looking({
        summary: 'Every consultation, drafts as well; newest first',
        answer: { description: `The last ${LISTED}.`, schema: ConsultationListSchema },
      }),
    },
    async (_request, reply) =>
      sendJson(
        reply,
        JSON.stringify({ consultations: (await listConsultations(pool, false, LISTED)).map(shown) }),
      ),
  );

  app.post(
    '/v1/consultations',
    {
      bodyLimit: LARGE,
      config: doing({
        summary: 'Set up a consultation: a draft that nobody outside sees',
        body: { schema: PlanSchema, example: EXAMPLE_PLAN },
        answer: ANSWER,
        refusals: [CONSULTATION_PROBLEMS.invalidPlan, CONSULTATION_PROBLEMS.slugTaken],
      }),
    },
    async (request, reply) => {
      const body = readPlan(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      return send(reply, await createConsultation(pool, body.value, actOf(request, clock)), shown);
    },
  );

  app.get(
    '/v1/consultations/:id',
    {
      schema: { params: ConParams },
      config: looking({ summary: 'One consultation, with its documents and what happened when' }),
    },
    async (request, reply) => {
      const found = await findConsultation(pool, request.params.id);
      if (found === null) return sendProblem(reply, { kind: CONSULTATION_PROBLEMS.notFound });
      const documents = await documentVersions(pool, found.id);
      const happenings = await happeningsOf(pool, found.id);
      return sendJson(reply, JSON.stringify({ ...shown(found), documents, happenings }));
    },
  );

  app.post(
    '/v1/consultations/:id/plan',
    {
      schema: { params: ConParams },
      bodyLimit: LARGE,
      config: doing({
        summary: 'Replace the plan of a draft',
        body: { schema: PlanSchema, example: EXAMPLE_PLAN },
        answer: ANSWER,
        refusals: [CONSULTATION_PROBLEMS.invalidPlan, CONSULTATION_PROBLEMS.slugTaken],
      }),
    },
    async (request, reply) => {
      const body = readPlan(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      return send(reply, await changePlan(pool, request.params.id, body.value, actOf(request, clock)), shown);
    },
  );

  app.post(
    '/v1/consultations/:id/documents/:document',
    {
      schema: { params: DocumentParams },
      bodyLimit: LARGE,
      config: doing({
        summary: 'Store a document, or another version of it',
        description:
          'A text with sections, or a stored code of practice, of which every measure is a section, with what changes from another version. Once the consultation is open a version needs a reason, which is public.',
        body: {
          schema: PutDocumentSchema,
          example: {
            document: {
              kind: 'text',
              title: 'The draft',
              sections: [{ id: 'contact', title: 'Contact', text: 'Nobody writes to a child unasked.' }],
            },
          },
        },
        refusals: [CONSULTATION_PROBLEMS.invalidDocument],
      }),
    },
    async (request, reply) => {
      const body = readDocument(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      const { document, reason = '' } = body.value;
      const { id, document: name } = request.params;
      const act = actOf(request, clock);
      return send(reply, await storeDocument(pool, apart, id, name, { document, reason }, act));
    },
  );

  app.post(
    '/v1/consultations/:id/open',
    {
      schema: { params: ConParams },
      config: doing({
        summary: 'Set when it opens and closes; the public sees it from now on',
        description:
          'It opens now and is open for three months, to the end of a day in its zone, unless it or its plan says otherwise; the response is then due within three more.',
        body: { schema: OpenSchema, example: { closes_at: '2027-03-31T22:59:59Z' } },
        answer: ANSWER,
        refusals: [CONSULTATION_PROBLEMS.invalidTimes],
      }),
    },
    async (request, reply) => {
      const body = readOpen(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      const { opens_at, closes_at } = body.value;
      const asked = {
        ...(opens_at !== undefined && { opensAt: Date.parse(opens_at) }),
        ...(closes_at !== undefined && { closesAt: Date.parse(closes_at) }),
      };
      return send(
        reply,
        await openConsultation(pool, request.params.id, asked, actOf(request, clock)),
        shown,
      );
    },
  );

  app.post(
    '/v1/consultations/:id/extend',
    {
      schema: { params: ConParams },
      config: doing({
        summary: 'Close it later, for a reason that everybody reads; also after it has closed',
        body: {
          schema: ExtendSchema,
          example: { closes_at: '2027-04-30T22:59:59Z', reason: 'Schools were closed.' },
        },
        answer: ANSWER,
        refusals: [CONSULTATION_PROBLEMS.invalidTimes],
      }),
    },
    async (request, reply) => {
      const body = readExtend(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      const { closes_at, reason } = body.value;
      const asked = { closesAt: Date.parse(closes_at), reason };
      return send(
        reply,
        await extendConsultation(pool, request.params.id, asked, actOf(request, clock)),
        shown,
      );
    },
  );

  for (const [name, summary, act] of [
    ['close', 'Close it now, for a reason that everybody reads', closeEarly],
    ['late', 'Say in public why the response is late', explainLateness],
  ] as const)
    app.post(
      `/v1/consultations/:id/${name}`,
      {
        schema: { params: ConParams },
        config: doing({
          summary,
          body: { schema: BecauseSchema, example: { reason: 'An election was called.' } },
          answer: ANSWER,
        }),
      },
      async (request, reply) => {
        const body = readBecause(request.body);
        if (!body.ok) return sendProblem(reply, body.refusal);
        const { id } = request.params as { readonly id: string };
        return send(reply, await act(pool, id, body.value.reason, actOf(request, clock)), shown);
      },
    );

  app.post(
    '/v1/consultations/:id/archive',
    {
      schema: { params: ConParams },
      config: doing({
        summary: 'Put it away; it stays readable',
        body: { schema: EmptySchema, example: {} },
        answer: ANSWER,
      }),
    },
    async (request, reply) => {
      const body = readEmpty(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      return send(reply, await archiveConsultation(pool, request.params.id, actOf(request, clock)), shown);
    },
  );

  enteringRoutes(app, options);
  analysisRoutes(app, options, shown);
}

/** As the API tells it: without what only we need. */
export function show(consultation: Consultation, now: number) {
  const { id, slug, plan, createdBy, createdAt, ...times } = consultation;
  const time = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  return {
    id,
    slug,
    state: stateAt(consultation, now),
    plan,
    opens_at: time(times.opensAt),
    closes_at: time(times.closesAt),
    response_due_at: time(times.responseDueAt),
    overdue: isOverdue(consultation, now),
    analysed_at: time(times.analysedAt),
    responded_at: time(times.respondedAt),
    archived_at: time(times.archivedAt),
    created_by: createdBy,
    created_at: new Date(createdAt).toISOString(),
  };
}
