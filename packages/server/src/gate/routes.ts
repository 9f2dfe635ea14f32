import { EventSchema, explain, type Parsed, type Plan, type Problem, parseEventJson } from '@safeward/engine';
import type { FastifyReply } from 'fastify';
import Type from 'typebox';
import { isDatabaseAway, type Pool } from '../platform/database/index.ts';
import type { App } from '../platform/http/app.ts';
import { sendJson, sendProblem } from '../platform/http/reply.ts';
import { type Refusal, toProblemDocument } from '../platform/problem/problem.ts';
import { completeAnswer } from './answer.ts';
import { BATCH_BODY_LIMIT, MAX_BATCH, parseBatch } from './batch.ts';
import { EXAMPLE_EVENT } from './example.ts';
import type { Gate } from './gate.ts';
import { encodeCursor, toPageRequest } from './list.ts';
import { GATE_PROBLEMS } from './problems.ts';
import { isDecisionId } from './record.ts';
import { DeadlineQuery, DecisionListSchema, DecisionSchema, IdParams, ListQuery } from './schema.ts';
import { findDecision, listDecisions } from './store.ts';

export interface GateRoutesOptions {
  readonly gate: Gate;
  readonly pool: Pool;
  readonly plan: () => Plan;
  /** For requests that name no deadline of their own, in milliseconds. */
  readonly deadlineMs: number;
  readonly onFault: (error: unknown, eventId: string) => void;
  readonly onRefused: (code: string) => void;
}

/** Of bodies that are no JSON: 400. What is JSON but no valid event is 422. */
const UNREADABLE = new Set(['malformed_json', 'invalid_utf8']);

export function gateRoutes(app: App, options: GateRoutesOptions): void {
  const { gate, pool } = options;

  app.post(
    '/v1/decisions',
    {
      schema: { querystring: DeadlineQuery },
      config: {
        doc: {
          access: 'decide',
          summary: 'Decide one event before it is delivered',
          description:
            'The decision is recorded before it is answered. The same event (same id, equal as canonical JSON) gets the same decision again; another event with that id is refused with 422.',
          body: { schema: EventSchema, example: EXAMPLE_EVENT },
          answers: { 200: { description: 'The decision.', schema: DecisionSchema } },
        },
      },
    },
    async (request, reply) => {
      const parsed = parseEventJson(bodyOf(request.body));
      if (!parsed.ok) return sendProblem(reply, counted(eventRefusal(parsed.problems)));
      const answer = await gate.decide(parsed.value, request.query.deadline_ms ?? options.deadlineMs);
      return answer.ok ? sendJson(reply, answer.json) : sendProblem(reply, counted(answer.refusal));
    },
  );

  app.post(
    '/v1/decisions/batch',
    {
      bodyLimit: BATCH_BODY_LIMIT,
      schema: { querystring: DeadlineQuery },
      config: {
        doc: {
          access: 'decide',
          summary: `Decide up to ${MAX_BATCH} events at once`,
          description:
            'Answered in the order of the events: each a decision, or the problem with that event alone.',
          body: {
            schema: Type.Object({ events: Type.Array(EventSchema, { minItems: 1, maxItems: MAX_BATCH }) }),
            example: { events: [EXAMPLE_EVENT] },
          },
          answers: {
            200: {
              description: 'Decisions and problems, one for each event.',
              schema: Type.Object({
                decisions: Type.Array(Type.Union([DecisionSchema, Type.Object({ code: Type.String() })])),
              }),
            },
          },
        },
      },
    },
    async (request, reply) => {
      const batch = parseBatch(bodyOf(request.body));
      if (!batch.ok) {
        const kind = batch.malformed ? GATE_PROBLEMS.malformedEvent : GATE_PROBLEMS.invalidBatch;
        return sendProblem(reply, counted({ kind, errors: batch.problems }));
      }
      const deadline = request.query.deadline_ms ?? options.deadlineMs;
      const answers = await Promise.all(batch.items.map((item) => decideItem(item, deadline)));
      return sendJson(reply, `{"decisions":[${answers.join(',')}]}`);
    },
  );

  async function decideItem(
    item: Parsed<Parameters<Gate['decide']>[0]>,
    deadlineMs: number,
  ): Promise<string> {
    if (!item.ok) return problemJson(counted(eventRefusal(item.problems)));
    try {
      const answer = await gate.decide(item.value, deadlineMs);
      return answer.ok ? answer.json : problemJson(counted(answer.refusal));
    } catch (error) {
      // A fault of ours in one event must not lose the decisions of the others, which are recorded.
      options.onFault(error, item.value.id);
      return problemJson({ kind: GATE_PROBLEMS.failed });
    }
  }

  function counted(refusal: Refusal): Refusal {
    options.onRefused(refusal.kind.code);
    return refusal;
  }

  app.get(
    '/v1/decisions/:id',
    {
      schema: { params: IdParams },
      config: {
        doc: {
          access: 'read',
          summary: 'Read one decision',
          answers: { 200: { description: 'As it was answered.', schema: DecisionSchema } },
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const answer = isDecisionId(id) ? await whileThere(reply, () => findDecision(pool, id)) : null;
      if (answer === undefined) return reply;
      if (answer === null) return sendProblem(reply, { kind: GATE_PROBLEMS.noDecision });
      return sendJson(reply, completeAnswer(answer, id, 'recorded'));
    },
  );

  app.get(
    '/v1/decisions',
    {
      schema: { querystring: ListQuery },
      config: {
        doc: {
          access: 'read',
          summary: 'List decisions, newest first',
          answers: { 200: { description: 'One page.', schema: DecisionListSchema } },
        },
      },
    },
    async (request, reply) => {
      const page = toPageRequest(request.query);
      if (!page.ok) return sendProblem(reply, { kind: GATE_PROBLEMS.invalidQuery, errors: page.problems });
      const { filter, limit } = page.value;
      const rows = await whileThere(reply, () => listDecisions(pool, filter, limit + 1));
      if (rows === undefined) return reply;
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      const decisions = shown.map(({ id, answer }) => completeAnswer(answer, id, 'recorded'));
      const next = last ? `"${encodeCursor(last.id)}"` : 'null';
      return sendJson(reply, `{"decisions":[${decisions.join(',')}],"next":${next}}`);
    },
  );

  app.post(
    '/v1/explain',
    {
      config: {
        doc: {
          access: 'explain',
          summary: 'Show how an event would be decided, without recording it',
          description:
            'The outcome, and for every measure whether it matched, and if not, because of which part.',
          body: { schema: EventSchema, example: EXAMPLE_EVENT },
          answers: { 200: { description: 'Outcome and trace.' } },
        },
      },
    },
    async (request, reply) => {
      const parsed = parseEventJson(bodyOf(request.body));
      if (!parsed.ok) return sendProblem(reply, eventRefusal(parsed.problems));
      return sendJson(reply, JSON.stringify(explain(options.plan(), parsed.value)));
    },
  );
}

/** Undefined where the database is away: then the refusal has been sent. */
async function whileThere<T>(reply: FastifyReply, read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    sendProblem(reply, { kind: GATE_PROBLEMS.unavailable, headers: { 'retry-after': '1' } });
    return undefined;
  }
}

function eventRefusal(problems: readonly Problem[]): Refusal {
  const unreadable = problems.some(({ code }) => UNREADABLE.has(code));
  return { kind: unreadable ? GATE_PROBLEMS.malformedEvent : GATE_PROBLEMS.invalidEvent, errors: problems };
}

function problemJson(refusal: Refusal): string {
  return JSON.stringify(toProblemDocument(refusal));
}

/** A request without a body has none, which is no JSON either. */
function bodyOf(body: unknown): Uint8Array {
  return Buffer.isBuffer(body) ? body : new Uint8Array();
}
