import { setTimeout as sleep } from 'node:timers/promises';
import { DEFAULT_LIMITS, type Problem } from '@safeward/engine';
import Type from 'typebox';
import { inTransaction, type Pool } from '../platform/database/index.ts';
import type { App } from '../platform/http/app.ts';
import { bodyReader } from '../platform/http/json-body.ts';
import { HTTP_PROBLEMS } from '../platform/http/problems.ts';
import { sendJson, sendProblem } from '../platform/http/reply.ts';
import { FactSchema } from './fact.ts';
import { parseFact } from './facts.ts';
import { nothingIsKnown, TRUST_MS } from './presence.ts';
import { PEOPLE_PROBLEMS } from './problems.ts';
import { storeFacts } from './store.ts';

export const MAX_FACTS = 1_000;
const closed = { additionalProperties: false } as const;

const readFacts = bodyReader(
  Type.Object({ facts: Type.Array(Type.Unknown(), { minItems: 1, maxItems: MAX_FACTS }) }, closed),
  DEFAULT_LIMITS,
);

/** What the service tells of its accounts outside of events. */
export function peopleRoutes(app: App, { pool }: { readonly pool: Pool }): void {
  app.post(
    '/v1/facts',
    {
      config: {
        doc: {
          access: 'facts',
          tag: 'People',
          summary: `Tell up to ${MAX_FACTS} facts about accounts`,
          description:
            'Connections, blocks, ages, deletions. All are taken or none. They may come late, twice and in any order: the one that became true last stands. The next decision knows them, where an event leaves them out; the very first are answered after a second for that.',
          body: {
            schema: Type.Object(
              { facts: Type.Array(FactSchema, { minItems: 1, maxItems: MAX_FACTS }) },
              closed,
            ),
            example: {
              facts: [
                { type: 'connected', accounts: ['u1', 'u2'], at: '2026-11-24T10:00:00Z' },
                { type: 'age_changed', account: 'u2', age: { band: '13_15' }, at: '2026-11-24T10:00:00Z' },
              ],
            },
          },
          idempotent: true,
          answers: {
            200: { description: 'All were taken.', schema: Type.Object({ taken: Type.Integer() }, closed) },
          },
          refusals: [HTTP_PROBLEMS.malformed, HTTP_PROBLEMS.invalidBody, PEOPLE_PROBLEMS.invalidFacts],
        },
      },
    },
    async (request, reply) => {
      const body = readFacts(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      const parsed = body.value.facts.map((fact, n) => parseFact(fact, `/facts/${n}`));
      const errors = parsed.flatMap((one): readonly Problem[] => (one.ok ? [] : one.problems));
      if (errors.length > 0) return sendProblem(reply, { kind: PEOPLE_PROBLEMS.invalidFacts, errors });
      const facts = parsed.flatMap((one) => (one.ok ? [one.value] : []));
      const first = await nothingIsKnown(pool);
      await inTransaction(pool, (client) => storeFacts(client, facts));
      // Until every process asks what is known; see there.
      if (first) await sleep(TRUST_MS);
      return sendJson(reply, JSON.stringify({ taken: facts.length }));
    },
  );
}
