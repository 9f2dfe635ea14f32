import { DEFAULT_LIMITS } from '@safeward/engine';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import type { Pool } from '../platform/database/index.ts';
import type { App } from '../platform/http/app.ts';
import { bodyReader } from '../platform/http/json-body.ts';
import { HTTP_PROBLEMS } from '../platform/http/problems.ts';
import { sendJson, sendProblem } from '../platform/http/reply.ts';
import type { Activation, ActivationRequest } from './activation.ts';
import type { ActivePractice } from './active.ts';
import type { Examine } from './examine.ts';
import { EXAMPLE_FILES } from './example.ts';
import { completeGuard } from './guard.ts';
import { activatePractice, approveActivation, endActivation, rollBack, uploadPractice } from './lifecycle.ts';
import { PRACTICE_PROBLEMS } from './problems.ts';
import type { Result } from './result.ts';
import {
  ActivateSchema,
  ActivationParams,
  ActivationSchema,
  EndSchema,
  HashParams,
  RollbackSchema,
  UploadedSchema,
  UploadSchema,
} from './schema.ts';

const TAG = 'The code of practice';
/** Bytes of a whole upload: ten times the largest practice that we know. */
const UPLOAD_LIMIT = 8 * 1024 * 1024;

const OF_ANY_BODY = [HTTP_PROBLEMS.malformed, HTTP_PROBLEMS.mediaType, HTTP_PROBLEMS.invalidBody] as const;
const OF_A_PRACTICE = [PRACTICE_PROBLEMS.unusable, PRACTICE_PROBLEMS.tooLong] as const;
const OF_AN_ACTIVATION = [HTTP_PROBLEMS.invalidQuery, PRACTICE_PROBLEMS.noActivation] as const;
const ANSWER = { description: 'As it is now.', schema: ActivationSchema };

const readUpload = bodyReader(UploadSchema, { ...DEFAULT_LIMITS, totalBytes: UPLOAD_LIMIT });
const readActivate = bodyReader(ActivateSchema);
const readRollback = bodyReader(RollbackSchema);
const readEnd = bodyReader(EndSchema);

export interface PracticeRoutesOptions {
  readonly pool: Pool;
  readonly active: ActivePractice;
  readonly examine: Examine;
}

/** How what is in force is changed; seen by every process on the same database within a second. */
export function changeRoutes(app: App, { pool, active, examine }: PracticeRoutesOptions): void {
  app.post(
    '/v1/practices',
    {
      bodyLimit: UPLOAD_LIMIT,
      config: {
        doc: {
          access: 'practices',
          tag: TAG,
          summary: 'Upload a version: a draft, by which nothing is decided yet',
          description: 'Refused where it does not pass its check. The same content twice is one version.',
          body: { schema: UploadSchema, example: { files: EXAMPLE_FILES } },
          idempotent: true,
          answers: { 200: { description: 'It is stored.', schema: UploadedSchema } },
          refusals: [...OF_ANY_BODY, HTTP_PROBLEMS.tooLarge, ...OF_A_PRACTICE],
        },
      },
    },
    async (request, reply) => {
      const body = readUpload(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      return send(reply, await uploadPractice(pool, body.value.files, callerOf(request), examine));
    },
  );

  app.post(
    '/v1/practices/:hash/activate',
    {
      schema: { params: HashParams },
      config: {
        doc: {
          access: 'practices',
          tag: TAG,
          summary: 'Put a version in force, try it beside what is, or lay it over it',
          description:
            'Refused where its check or one of its tests fails. Where a second person has to approve, the answer says `pending`. What acts like this already stays as it is.',
          body: {
            schema: ActivateSchema,
            example: {
              stage: 'shadow',
              guards: [{ watch: 'held', above: 5, minutes: 10, at_least: 200 }],
              reason: 'a first look at the new measures',
            },
          },
          idempotent: true,
          answers: { 200: ANSWER },
          refusals: [
            ...OF_ANY_BODY,
            HTTP_PROBLEMS.invalidQuery,
            PRACTICE_PROBLEMS.noVersion,
            PRACTICE_PROBLEMS.ambiguous,
            PRACTICE_PROBLEMS.running,
            PRACTICE_PROBLEMS.inForce,
            PRACTICE_PROBLEMS.invalid,
            ...OF_A_PRACTICE,
            PRACTICE_PROBLEMS.testsFailed,
          ],
        },
      },
    },
    async (request, reply) => {
      const body = readActivate(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      const wanted = toRequest(body.value);
      return change(
        reply,
        await activatePractice(pool, request.params.hash, wanted, callerOf(request), examine),
      );
    },
  );

  app.post(
    '/v1/practices/activations/:id/approve',
    {
      schema: { params: ActivationParams },
      config: {
        doc: {
          access: 'practices',
          tag: TAG,
          summary: 'Approve an activation that somebody else asked for',
          idempotent: true,
          answers: { 200: ANSWER },
          refusals: [
            ...OF_AN_ACTIVATION,
            PRACTICE_PROBLEMS.samePerson,
            PRACTICE_PROBLEMS.notPending,
            PRACTICE_PROBLEMS.expired,
            PRACTICE_PROBLEMS.running,
            ...OF_A_PRACTICE,
            PRACTICE_PROBLEMS.testsFailed,
          ],
        },
      },
    },
    async (request, reply) =>
      change(reply, await approveActivation(pool, request.params.id, callerOf(request), examine)),
  );

  app.post(
    '/v1/practices/activations/:id/end',
    {
      schema: { params: ActivationParams },
      config: {
        doc: {
          access: 'practices',
          tag: TAG,
          summary: 'End a candidate or an overlay, or withdraw what waits for approval',
          body: { schema: EndSchema, example: { reason: 'seen enough' } },
          idempotent: true,
          answers: { 200: ANSWER },
          refusals: [
            ...OF_ANY_BODY,
            ...OF_AN_ACTIVATION,
            PRACTICE_PROBLEMS.ended,
            PRACTICE_PROBLEMS.needsSuccessor,
            PRACTICE_PROBLEMS.running,
          ],
        },
      },
    },
    async (request, reply) => {
      const body = readEnd(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      const { reason = '' } = body.value;
      return change(reply, await endActivation(pool, request.params.id, reason, callerOf(request)));
    },
  );

  app.post(
    '/v1/practices/rollback',
    {
      config: {
        doc: {
          access: 'practices',
          tag: TAG,
          summary: 'Put the practice that was enforced before in force again',
          description:
            'Needs no second person. Versions that had to be taken back themselves are passed over. Refused where the earlier one cannot decide any more.',
          body: { schema: RollbackSchema, example: { reason: 'too many first messages were held' } },
          idempotent: true,
          answers: { 200: ANSWER },
          refusals: [
            ...OF_ANY_BODY,
            PRACTICE_PROBLEMS.noVersion,
            PRACTICE_PROBLEMS.ambiguous,
            PRACTICE_PROBLEMS.nothingBefore,
            PRACTICE_PROBLEMS.neverInForce,
            PRACTICE_PROBLEMS.inForce,
            PRACTICE_PROBLEMS.running,
            ...OF_A_PRACTICE,
          ],
        },
      },
    },
    async (request, reply) => {
      const body = readRollback(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      const { to, reason = '' } = body.value;
      return change(reply, await rollBack(pool, { to, reason }, callerOf(request), examine));
    },
  );

  /** When the answer is sent, this process decides by it already. */
  async function change(reply: FastifyReply, result: Result<Activation>): Promise<FastifyReply> {
    if (result.ok) await active.refresh();
    return send(reply, result);
  }
}

function send(reply: FastifyReply, result: Result<unknown>): FastifyReply {
  return result.ok ? sendJson(reply, JSON.stringify(result.value)) : sendProblem(reply, result.refusal);
}

function callerOf({ caller }: FastifyRequest): string {
  return `key:${caller?.keyId ?? ''}`;
}

function toRequest(body: Static<typeof ActivateSchema>): ActivationRequest {
  const { stage, share = null, kind = 'base', expires_at, guards = [], reason = '' } = body;
  return {
    kind,
    stage,
    share,
    guards: guards.map(completeGuard),
    expires_at: expires_at === undefined ? null : new Date(expires_at),
    reason,
  };
}
