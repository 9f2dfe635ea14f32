import { isUtf8 } from 'node:buffer';
import { EventSchema, type Explanation, type Parsed, type Problem } from '@safeward/engine';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type, { type Static } from 'typebox';
import type { App } from '../platform/http/app.ts';
import { remaining } from '../platform/http/deadline.ts';
import { EncodedBody, isEncoded } from '../platform/http/encoded-body.ts';
import { takeOthers } from '../platform/http/limit.ts';
import { HTTP_PROBLEMS } from '../platform/http/problems.ts';
import { sendJson, sendProblem } from '../platform/http/reply.ts';
import { type Refusal, toProblemDocument } from '../platform/problem/problem.ts';
import { ProblemSchema } from '../platform/problem/schema.ts';
import { BATCH_BODY_LIMIT, MAX_BATCH, parseBatch } from './batch.ts';
import { EXAMPLE_EVENT } from './example.ts';
import type { Gate } from './gate.ts';
import { type Arrived, arrive, IMAGES_BODY_LIMIT } from './images/arrived.ts';
import { arriveByForm } from './images/multipart.ts';
import { nestsTooDeep } from './nesting.ts';
import { GATE_PROBLEMS } from './problems.ts';
import { DeadlineQuery, DecisionSchema, ExplanationSchema, NoQuery } from './schema.ts';
import type { GateAnswer } from './settled.ts';

export interface DecideRoutesOptions {
  readonly gate: Gate;
  /** Decides in its place for test keys. */
  readonly rehearsal: Gate;
  readonly explain: (arrived: Arrived) => Promise<Explanation>;
  /** Whether every decision is only reported, whatever the key. */
  readonly shadow: boolean;
  /** For requests that name no deadline of their own, in milliseconds. */
  readonly deadlineMs: number;
  readonly onFault: (error: unknown, eventId: string) => void;
  readonly onRefused: (code: string) => void;
}

/** What becomes of events, by the key that they came with. */
interface ForCaller {
  readonly decide: (arrived: Arrived, withinMs: number) => Promise<GateAnswer>;
  /** Every refusal goes through it. */
  readonly counted: (refusal: Refusal) => Refusal;
}

/** Of bodies that are no JSON: 400. What is JSON but no valid event is 422. */
const UNREADABLE = new Set(['malformed_json', 'invalid_utf8', 'malformed_form']);
const OF_ANY_EVENT = [
  GATE_PROBLEMS.malformedEvent,
  HTTP_PROBLEMS.tooLarge,
  HTTP_PROBLEMS.mediaType,
  GATE_PROBLEMS.invalidEvent,
] as const;
const OF_ONE_EVENT = {
  answers: { 200: { description: 'The decision.', schema: DecisionSchema } },
  refusals: [HTTP_PROBLEMS.invalidQuery, ...OF_ANY_EVENT, GATE_PROBLEMS.otherEvent, GATE_PROBLEMS.overloaded],
} as const;

/** What is asked before delivery. */
export function decideRoutes(app: App, options: DecideRoutesOptions): void {
  app.post(
    '/v1/decisions',
    {
      bodyLimit: IMAGES_BODY_LIMIT,
      schema: { querystring: DeadlineQuery },
      config: {
        doc: {
          access: 'decide',
          tag: 'Decisions',
          summary: 'Decide one event before it is delivered',
          description:
            'The decision is recorded before it is answered. The same event (same id, equal as canonical JSON) gets the same decision again; another event with that id is refused with 422.',
          body: { schema: EventSchema, example: EXAMPLE_EVENT },
          ...OF_ONE_EVENT,
        },
      },
    },
    (request, reply) => answerOne(reply, readEvent(request.body), request.query),
  );

  app.register((scope, _options, done) => {
    scope.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (request, body, parsed) =>
      isEncoded(request.headers) ? parsed(new EncodedBody()) : parsed(null, body),
    );
    scope.post(
      '/v1/decisions/form',
      {
        bodyLimit: IMAGES_BODY_LIMIT,
        schema: { querystring: DeadlineQuery },
        config: {
          doc: {
            access: 'decide',
            tag: 'Decisions',
            summary: 'Decide one event whose images are sent as files',
            description:
              'A form: the part `event` is the event as JSON, every other part the file of the image whose `id` is its name. As with images in the JSON, neither is kept.',
            body: {
              type: 'multipart/form-data',
              schema: Type.Object({ event: EventSchema }, { additionalProperties: Type.String() }),
              example: { event: EXAMPLE_EVENT },
            },
            ...OF_ONE_EVENT,
          },
        },
      },
      async (request, reply) =>
        answerOne(
          reply,
          await arriveByForm(bodyOf(request.body), request.headers['content-type'] ?? ''),
          request.query as Static<typeof DeadlineQuery>,
        ),
    );
    done();
  });

  app.post(
    '/v1/decisions/batch',
    {
      bodyLimit: BATCH_BODY_LIMIT,
      schema: { querystring: DeadlineQuery },
      config: {
        doc: {
          access: 'decide',
          tag: 'Decisions',
          summary: `Decide up to ${MAX_BATCH} events at once`,
          description:
            'Answered in the order of the events: each a decision, or the problem with that event alone.',
          body: {
            schema: Type.Object(
              { events: Type.Array(EventSchema, { minItems: 1, maxItems: MAX_BATCH }) },
              { additionalProperties: false },
            ),
            example: { events: [EXAMPLE_EVENT] },
          },
          answers: {
            200: {
              description: 'Decisions and problems, one for each event.',
              schema: Type.Object({
                decisions: Type.Array(Type.Union([DecisionSchema, ProblemSchema])),
              }),
            },
          },
          refusals: [
            HTTP_PROBLEMS.invalidQuery,
            GATE_PROBLEMS.malformedEvent,
            HTTP_PROBLEMS.tooLarge,
            HTTP_PROBLEMS.mediaType,
            GATE_PROBLEMS.invalidBatch,
            GATE_PROBLEMS.overloaded,
          ],
        },
      },
    },
    async (request, reply) => {
      const caller = forCaller(request);
      const batch = parseBatch(bodyOf(request.body));
      if (!batch.ok) {
        const kind = batch.malformed ? GATE_PROBLEMS.malformedEvent : GATE_PROBLEMS.invalidBatch;
        return sendProblem(reply, caller.counted({ kind, errors: batch.problems }));
      }
      const beyond = takeOthers(reply, batch.items.length);
      if (beyond) return sendProblem(reply, beyond);
      const within = deadlineOf(request, request.query.deadline_ms);
      const answers = await Promise.all(batch.items.map((item) => decideItem(item, within, caller)));
      // Where there was room for none of them, the whole request is to be sent again.
      const refusal = overloaded(answers);
      if (refusal) return sendProblem(reply, refusal);
      return sendJson(reply, `{"decisions":[${answers.map(itemJson).join(',')}]}`);
    },
  );

  async function answerOne(
    reply: FastifyReply,
    parsed: Parsed<Arrived>,
    { deadline_ms }: Static<typeof DeadlineQuery>,
  ): Promise<FastifyReply> {
    const { request } = reply;
    const { decide, counted } = forCaller(request);
    if (!parsed.ok) return sendProblem(reply, counted(eventRefusal(parsed.problems)));
    const answer = await decide(parsed.value, deadlineOf(request, deadline_ms));
    return answer.ok ? sendJson(reply, answer.json) : sendProblem(reply, counted(answer.refusal));
  }

  async function decideItem(
    item: Parsed<Arrived>,
    withinMs: number,
    { decide, counted }: ForCaller,
  ): Promise<GateAnswer> {
    if (!item.ok) return { ok: false, refusal: counted(eventRefusal(item.problems)) };
    try {
      const answer = await decide(item.value, withinMs);
      if (!answer.ok) counted(answer.refusal);
      return answer;
    } catch (error) {
      // A fault of ours in one event must not lose the decisions of the others, which are recorded.
      options.onFault(error, item.value.event.id);
      return { ok: false, refusal: { kind: GATE_PROBLEMS.failed } };
    }
  }

  function deadlineOf(request: FastifyRequest, stated: number | undefined): number {
    return remaining(request, stated ?? options.deadlineMs);
  }

  function forCaller({ caller, trace }: FastifyRequest): ForCaller {
    const shadow = options.shadow || caller?.shadow === true;
    const { decide } = caller?.test ? options.rehearsal : options.gate;
    return {
      decide: ({ event, files }, withinMs) => decide(event, withinMs, shadow, trace, files),
      counted(refusal) {
        // What a test asked for is no refusal that anybody has to look into.
        if (!caller?.test) options.onRefused(refusal.kind.code);
        return refusal;
      },
    };
  }

  app.post(
    '/v1/explain',
    {
      bodyLimit: IMAGES_BODY_LIMIT,
      schema: { querystring: NoQuery },
      config: {
        doc: {
          access: 'explain',
          tag: 'Decisions',
          summary: 'Show how an event would be decided, without recording it',
          description:
            'The outcome, and for every measure whether it matched, and if not, because of which part.',
          body: { schema: EventSchema, example: EXAMPLE_EVENT },
          answers: { 200: { description: 'Outcome and trace.', schema: ExplanationSchema } },
          refusals: OF_ANY_EVENT,
        },
      },
    },
    async (request, reply) => {
      const parsed = readEvent(request.body);
      if (!parsed.ok) return sendProblem(reply, eventRefusal(parsed.problems));
      return sendJson(reply, JSON.stringify(await options.explain(parsed.value)));
    },
  );
}

function readEvent(body: unknown): Parsed<Arrived> {
  const bytes = bodyOf(body);
  if (!nestsTooDeep(bytes)) return arrive(asText(bytes));
  return { ok: false, problems: [{ code: 'too_deep', pointer: '', detail: 'nests too deep' }] };
}

const BYTE_ORDER_MARK = 0xef;

/** Text where it surely is UTF-8, which is found out faster than by decoding it; else what is wrong is found later. */
function asText(bytes: Uint8Array): Uint8Array | string {
  if (!isUtf8(bytes) || bytes[0] === BYTE_ORDER_MARK) return bytes;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

function eventRefusal(problems: readonly Problem[]): Refusal {
  return { kind: kindOf(problems), errors: problems };
}

function kindOf(problems: readonly Problem[]): Refusal['kind'] {
  if (problems.some(({ code }) => UNREADABLE.has(code))) return GATE_PROBLEMS.malformedEvent;
  // The event as a whole; a text or a list that is too long is a field that is not valid.
  const whole = problems.some(({ code, pointer }) => code === 'too_large' && pointer === '');
  return whole ? HTTP_PROBLEMS.tooLarge : GATE_PROBLEMS.invalidEvent;
}

function overloaded(answers: readonly GateAnswer[]): Refusal | undefined {
  const refusals = answers.map((answer) => (answer.ok ? undefined : answer.refusal));
  return refusals.every((refusal) => refusal?.kind === GATE_PROBLEMS.overloaded) ? refusals[0] : undefined;
}

function itemJson(answer: GateAnswer): string {
  return answer.ok ? answer.json : JSON.stringify(toProblemDocument(answer.refusal));
}

/** A request without a body has none, which is no JSON either. */
function bodyOf(body: unknown): Uint8Array {
  return Buffer.isBuffer(body) ? body : new Uint8Array();
}
