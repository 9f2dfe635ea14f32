import Type from 'typebox';
import type { Pool } from '../platform/database/index.ts';
import type { App } from '../platform/http/app.ts';
import { sendJson } from '../platform/http/reply.ts';
import type { ActivePractice } from './active.ts';
import { listActivations } from './store.ts';

const ActivationSchema = Type.Object({
  hash: Type.String(),
  name: Type.String(),
  version: Type.String(),
  activated_at: Type.String({ format: 'date-time' }),
});

const PracticeSchema = Type.Object({
  practice: Type.String({ description: '`name@version#sha256:…`, as every decision names it.' }),
  title: Type.Optional(Type.String()),
  measures: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      harm: Type.Optional(Type.String()),
      do: Type.String(),
      mode: Type.String(),
      refs: Type.Array(Type.String()),
    }),
  ),
});

const MAX_ACTIVATIONS = 100;

export function practiceRoutes(
  app: App,
  { pool, active }: { readonly pool: Pool; readonly active: ActivePractice },
): void {
  app.get(
    '/v1/practice',
    {
      config: {
        doc: {
          access: 'read',
          tag: 'The code of practice',
          summary: 'The code of practice in force, with its measures',
          answers: { 200: { description: 'The practice.', schema: PracticeSchema } },
        },
      },
    },
    async (_request, reply) => {
      const { practice, label } = active.plan();
      const measures = practice.measures.map(({ id, title, harm, do: action, mode, refs }) => {
        return { id, title, harm, do: action, mode, refs };
      });
      return sendJson(reply, JSON.stringify({ practice: label, title: practice.title, measures }));
    },
  );

  app.get(
    '/v1/practice/activations',
    {
      config: {
        doc: {
          access: 'read',
          tag: 'The code of practice',
          summary: 'Which code of practice was in force from when on, newest first',
          answers: {
            200: {
              description: `The last ${MAX_ACTIVATIONS}.`,
              schema: Type.Object({ activations: Type.Array(ActivationSchema) }),
            },
          },
        },
      },
    },
    async (_request, reply) => {
      const activations = await listActivations(pool, MAX_ACTIVATIONS);
      return sendJson(reply, JSON.stringify({ activations }));
    },
  );
}
