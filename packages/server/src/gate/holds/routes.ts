import type { Parsed } from '@safeward/engine';
import type { FastifyReply } from 'fastify';
import type { Static } from 'typebox';
import type { Pool } from '../../platform/database/index.ts';
import type { App } from '../../platform/http/app.ts';
import { bodyReader } from '../../platform/http/json-body.ts';
import { HTTP_PROBLEMS } from '../../platform/http/problems.ts';
import { sendJson, sendProblem } from '../../platform/http/reply.ts';
import { completeAnswer } from '../answer.ts';
import { decodeCursor, encodeCursor, idAt } from '../list.ts';
import { GATE_PROBLEMS } from '../problems.ts';
import { isDecisionId } from '../record.ts';
import { IdParams } from '../schema.ts';
import type { Spool } from '../spool/spool.ts';
import { whileThere } from '../while-there.ts';
import { mayEnd } from './hold.ts';
import { ResolvedSchema, WordSchema } from './resolution.ts';
import { HeldListSchema, HeldQuery } from './schema.ts';
import { type Ended, endHold, type HeldFilter, listHeld } from './store.ts';

const TAG = 'Holds';
const DEFAULT_PAGE = 50;
const readWord = bodyReader(WordSchema);

export interface HoldRoutesOptions {
  readonly pool: Pool;
  readonly spool: Pick<Spool, 'findDecision'>;
}

/** What waits, and how it is ended. */
export function holdRoutes(app: App, { pool, spool }: HoldRoutesOptions): void {
  app.get(
    '/v1/held',
    {
      schema: { querystring: HeldQuery },
      config: {
        doc: {
          access: 'read',
          tag: TAG,
          summary: 'List what is held, the longest first',
          answers: { 200: { description: 'One page.', schema: HeldListSchema } },
          refusals: [HTTP_PROBLEMS.invalidQuery, GATE_PROBLEMS.unavailable],
        },
      },
    },
    async (request, reply) => {
      const filter = toFilter(request.query);
      if (!filter.ok)
        return sendProblem(reply, { kind: HTTP_PROBLEMS.invalidQuery, errors: filter.problems });
      const { limit = DEFAULT_PAGE } = request.query;
      const rows = await whileThere(reply, () => listHeld(pool, filter.value, limit + 1));
      if (rows === undefined) return reply;
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      const held = shown.map((one) => completeAnswer(one, 'recorded'));
      const next = last ? `"${encodeCursor(last.id)}"` : 'null';
      return sendJson(reply, `{"held":[${held.join(',')}],"next":${next}}`);
    },
  );

  app.post(
    '/v1/decisions/:id/resolution',
    {
      schema: { params: IdParams },
      config: {
        doc: {
          access: 'resolve',
          tag: TAG,
          summary: 'End a hold: release what is held, or refuse it',
          description:
            'Who may follows the decision’s `until`: the one it waits for, or whoever answers for them. The same word twice is one; another word after the first is refused.',
          body: { schema: WordSchema, example: { by: 'u2', as: 'recipient', outcome: 'release' } },
          idempotent: true,
          answers: { 200: { description: 'It is ended.', schema: ResolvedSchema } },
          refusals: [
            HTTP_PROBLEMS.malformed,
            HTTP_PROBLEMS.mediaType,
            HTTP_PROBLEMS.tooLarge,
            HTTP_PROBLEMS.invalidBody,
            GATE_PROBLEMS.noDecision,
            GATE_PROBLEMS.notHeld,
            GATE_PROBLEMS.endedBefore,
            GATE_PROBLEMS.notEntitled,
            GATE_PROBLEMS.unavailable,
          ],
        },
      },
    },
    async (request, reply) => {
      const body = readWord(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      if (body.value.as === 'reviewer' && request.caller?.scopes.has('review') !== true)
        return sendProblem(reply, {
          kind: HTTP_PROBLEMS.lacksScope,
          detail: 'To end a hold as a reviewer a key needs the scope “review” as well.',
        });
      const { id } = request.params;
      if (!isDecisionId(id)) return sendProblem(reply, { kind: GATE_PROBLEMS.noDecision });
      // What is on this server's disk alone cannot be ended yet.
      if (await spool.findDecision(id)) return sendUnavailable(reply);
      const ended = await whileThere(reply, () => endHold(pool, id, body.value));
      return ended === undefined ? reply : sendEnded(reply, id, ended);
    },
  );
}

function sendEnded(reply: FastifyReply, decision: string, ended: Ended): FastifyReply {
  switch (ended.kind) {
    case 'ended':
      return sendJson(reply, JSON.stringify({ decision, resolution: ended.resolution }));
    case 'unknown':
      return sendProblem(reply, { kind: GATE_PROBLEMS.noDecision });
    case 'not_held':
      return sendProblem(reply, {
        kind: GATE_PROBLEMS.notHeld,
        detail: `Its action is “${ended.action}”.`,
      });
    case 'ended_before': {
      const { outcome, as, at } = ended.resolution;
      return sendProblem(reply, {
        kind: GATE_PROBLEMS.endedBefore,
        detail: `The outcome is “${outcome}”, by the ${as}, since ${at}.`,
      });
    }
    case 'not_entitled': {
      const { until } = ended;
      const detail = `It waits for “${until}”; ${mayEnd(until).join(', ')} may end it.`;
      return sendProblem(reply, { kind: GATE_PROBLEMS.notEntitled, detail });
    }
  }
}

function sendUnavailable(reply: FastifyReply): FastifyReply {
  return sendProblem(reply, {
    kind: GATE_PROBLEMS.unavailable,
    detail: 'The decision is on the server’s disk and not recorded in the database yet.',
    headers: { 'retry-after': '1' },
  });
}

function toFilter({ until, measure, before, cursor }: Static<typeof HeldQuery>): Parsed<HeldFilter> {
  if (measure?.includes('\0')) return refuse('/measure', 'holds a NUL character');
  if (before !== undefined && Number.isNaN(Date.parse(before)))
    return refuse('/before', 'is not a time that exists');
  const after = cursor === undefined ? undefined : decodeCursor(cursor);
  if (after === null) return refuse('/cursor', 'is not one that was given here');
  return { ok: true, value: { until, measure, before: idAt(before), after } };
}

function refuse(pointer: string, detail: string): Parsed<never> {
  return { ok: false, problems: [{ code: 'invalid', pointer, detail }] };
}
