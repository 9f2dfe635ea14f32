import type { App } from '../platform/http/app.ts';
import { HTTP_PROBLEMS } from '../platform/http/problems.ts';
import { sendJson, sendProblem } from '../platform/http/reply.ts';
import { changeRoutes, type PracticeRoutesOptions } from './change-routes.ts';
import { findOne } from './lifecycle.ts';
import { PRACTICE_PROBLEMS } from './problems.ts';
import {
  ActivationListSchema,
  HashParams,
  InForceSchema,
  VersionListSchema,
  VersionSchema,
} from './schema.ts';
import { listActivations } from './store.ts';
import { listVersions, loadSources } from './version-store.ts';

const TAG = 'The code of practice';
const MAX_LISTED = 500;

/** What is in force, what was, and how it is changed. */
export function practiceRoutes(app: App, options: PracticeRoutesOptions): void {
  const { pool, active } = options;
  app.get(
    '/v1/practice',
    {
      config: {
        doc: {
          access: 'read',
          tag: TAG,
          summary: 'The code of practice in force, with its measures',
          answers: { 200: { description: 'The practice.', schema: InForceSchema } },
        },
      },
    },
    async (_request, reply) => {
      const { base, candidate, overlay } = active.inForce();
      const { practice, label } = base.plan;
      const measures = practice.measures.map(({ id, title, harm, do: action, mode, refs }) => {
        return { id, title, harm, do: action, mode, refs };
      });
      return sendJson(
        reply,
        JSON.stringify({
          practice: label,
          title: practice.title,
          measures,
          candidate: candidate && {
            practice: candidate.plan.label,
            activation: candidate.id,
            share: candidate.share,
          },
          overlay: overlay && { practice: overlay.plan.label, activation: overlay.id },
        }),
      );
    },
  );

  app.get(
    '/v1/practices',
    {
      config: {
        doc: {
          access: 'read',
          tag: TAG,
          summary: 'The versions that were uploaded, newest first',
          answers: { 200: { description: `The last ${MAX_LISTED}.`, schema: VersionListSchema } },
        },
      },
    },
    async (_request, reply) =>
      sendJson(reply, JSON.stringify({ practices: await listVersions(pool, MAX_LISTED) })),
  );

  app.get(
    '/v1/practices/:hash',
    {
      schema: { params: HashParams },
      config: {
        doc: {
          access: 'read',
          tag: TAG,
          summary: 'Read one version, with its files',
          answers: { 200: { description: 'As it was uploaded.', schema: VersionSchema } },
          refusals: [HTTP_PROBLEMS.invalidQuery, PRACTICE_PROBLEMS.noVersion, PRACTICE_PROBLEMS.ambiguous],
        },
      },
    },
    async (request, reply) => {
      const found = await findOne(pool, request.params.hash);
      if (!found.ok) return sendProblem(reply, found.refusal);
      const files = await loadSources(pool, found.value.hash);
      return sendJson(reply, JSON.stringify({ ...found.value, files }));
    },
  );

  app.get(
    '/v1/practices/activations',
    {
      config: {
        doc: {
          access: 'read',
          tag: TAG,
          summary: 'What was in force, from when to when, by whose word; newest first',
          description:
            'What waits for approval and what is tried beside the practice in force are listed too.',
          answers: { 200: { description: `The last ${MAX_LISTED}.`, schema: ActivationListSchema } },
        },
      },
    },
    async (_request, reply) =>
      sendJson(reply, JSON.stringify({ activations: await listActivations(pool, MAX_LISTED) })),
  );

  changeRoutes(app, options);
}
