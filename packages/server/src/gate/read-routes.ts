import type { Pool } from '../platform/database/index.ts';
import type { App } from '../platform/http/app.ts';
import { HTTP_PROBLEMS } from '../platform/http/problems.ts';
import { sendJson, sendProblem } from '../platform/http/reply.ts';
import { completeAnswer } from './answer.ts';
import { findResolution } from './holds/store.ts';
import { encodeCursor, toPageRequest } from './list.ts';
import { GATE_PROBLEMS } from './problems.ts';
import { isDecisionId } from './record.ts';
import { DecisionListSchema, DecisionSchema, IdParams, ListQuery, NoQuery } from './schema.ts';
import type { Spool } from './spool/spool.ts';
import { findDecision, listDecisions } from './store.ts';
import { whileThere } from './while-there.ts';

/** What was decided, for who looks it up. */
export function readRoutes(
  app: App,
  { pool, spool }: { readonly pool: Pool; readonly spool: Pick<Spool, 'findDecision'> },
): void {
  app.get(
    '/v1/decisions/:id',
    {
      schema: { params: IdParams, querystring: NoQuery },
      config: {
        doc: {
          access: 'read',
          tag: 'Decisions',
          summary: 'Read one decision',
          answers: {
            200: {
              description: 'As it was answered; `resolution` where it was a hold that has ended.',
              schema: DecisionSchema,
            },
          },
          refusals: [GATE_PROBLEMS.noDecision, GATE_PROBLEMS.unavailable],
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      if (!isDecisionId(id)) return sendProblem(reply, { kind: GATE_PROBLEMS.noDecision });
      const spooled = await spool.findDecision(id);
      if (spooled) return sendJson(reply, completeAnswer(spooled, 'spooled'));
      const found = await whileThere(reply, () => findWithResolution(pool, id));
      if (found === undefined) return reply;
      if (found === null) return sendProblem(reply, { kind: GATE_PROBLEMS.noDecision });
      return sendJson(reply, found);
    },
  );

  app.get(
    '/v1/decisions',
    {
      schema: { querystring: ListQuery },
      config: {
        doc: {
          access: 'read',
          tag: 'Decisions',
          summary: 'List decisions, newest first',
          description: 'What is recorded; a decision with `record: null` follows when the database is back.',
          answers: { 200: { description: 'One page.', schema: DecisionListSchema } },
          refusals: [HTTP_PROBLEMS.invalidQuery, GATE_PROBLEMS.unavailable],
        },
      },
    },
    async (request, reply) => {
      const page = toPageRequest(request.query);
      if (!page.ok) return sendProblem(reply, { kind: HTTP_PROBLEMS.invalidQuery, errors: page.problems });
      const { filter, limit } = page.value;
      const rows = await whileThere(reply, () => listDecisions(pool, filter, limit + 1));
      if (rows === undefined) return reply;
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      const decisions = shown.map((one) => completeAnswer(one, 'recorded'));
      const next = last ? `"${encodeCursor(last.id)}"` : 'null';
      return sendJson(reply, `{"decisions":[${decisions.join(',')}],"next":${next}}`);
    },
  );
}

/** The answer, and behind it how its hold was ended. */
async function findWithResolution(pool: Pool, id: string): Promise<string | null> {
  const found = await findDecision(pool, id);
  if (found === null) return null;
  const whole = completeAnswer({ id, ...found }, 'recorded');
  const resolution = found.action === 'hold' ? await findResolution(pool, id) : null;
  return resolution === null ? whole : `${whole.slice(0, -1)},"resolution":${JSON.stringify(resolution)}}`;
}
