import { DEFAULT_LIMITS, type Limits } from '@safeward/engine';
import Type from 'typebox';
import { inTransaction, type Pool } from '../platform/database/index.ts';
import type { App } from '../platform/http/app.ts';
import { bodyReader } from '../platform/http/json-body.ts';
import { HTTP_PROBLEMS } from '../platform/http/problems.ts';
import { sendJson, sendProblem } from '../platform/http/reply.ts';
import type { FieldProblem } from '../platform/problem/problem.ts';
import type { Bank, BankKind } from './bank.ts';
import { normalised } from './bank.ts';
import type { FollowedBanks } from './follow.ts';
import { matchRoutes } from './match-routes.ts';
import { BANK_PROBLEMS } from './problems.ts';
import {
  BankListSchema,
  BankSchema,
  EntryListSchema,
  EntryQuery,
  MOST_ENTRIES,
  MOST_LISTED,
  NameParams,
  NewBankSchema,
  NewEntriesSchema,
  RemovedSchema,
} from './schema.ts';
import {
  insertBank,
  insertEntries,
  kindOf,
  listBanks,
  listEntries,
  nextNumber,
  removeEntries,
} from './store.ts';

export const TAG = 'Banks of what is known';
const closed = { additionalProperties: false } as const;
/** A thousand phrases with their notes. */
const LIMITS: Limits = { ...DEFAULT_LIMITS, totalBytes: 4 * 1024 * 1024 };
const readBank = bodyReader(NewBankSchema);
const readEntries = bodyReader(NewEntriesSchema, LIMITS);
const readRemoved = bodyReader(RemovedSchema, LIMITS);
const OF_ANY_BODY = [HTTP_PROBLEMS.malformed, HTTP_PROBLEMS.invalidBody];
const SOON = 'It acts on the next decision here, and within a second in every process.';

export interface BankRoutesOptions {
  readonly pool: Pool;
  readonly banks: FollowedBanks;
}

/** Banks: made, listed, filled, emptied, and asked. */
export function bankRoutes(app: App, options: BankRoutesOptions): void {
  const { pool, banks } = options;
  app.get(
    '/v1/banks',
    {
      config: {
        doc: {
          access: 'read',
          tag: TAG,
          summary: 'The banks, and how many entries each has',
          answers: { 200: { description: 'By name.', schema: BankListSchema } },
        },
      },
    },
    async (_request, reply) => sendJson(reply, JSON.stringify({ banks: await listBanks(pool) })),
  );

  app.post(
    '/v1/banks',
    {
      config: {
        doc: {
          access: 'banks',
          tag: TAG,
          summary: 'Make a bank',
          description: 'What is left out of it: radius 31, all enabled, not negative, no words.',
          body: { schema: NewBankSchema, example: { name: 'KNOWN_SCAMS', kind: 'phrase', harm: 'fraud' } },
          idempotent: true,
          answers: { 201: { description: 'The bank.', schema: BankSchema } },
          refusals: [...OF_ANY_BODY, BANK_PROBLEMS.bankExists],
        },
      },
    },
    async (request, reply) => {
      const body = readBank(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      const bank: Bank = { ...DEFAULTS, ...body.value };
      const made = await inTransaction(pool, async (client) =>
        insertBank(client, bank, await nextNumber(client)),
      );
      if (!made) return sendProblem(reply, { kind: BANK_PROBLEMS.bankExists });
      await banks.refresh();
      reply.code(201);
      return sendJson(reply, JSON.stringify(bank));
    },
  );

  app.get(
    '/v1/banks/:name/entries',
    {
      schema: { params: NameParams, querystring: EntryQuery },
      config: {
        doc: {
          access: 'banks',
          tag: TAG,
          summary: 'The entries of a bank, oldest first',
          answers: { 200: { description: `Up to ${MOST_LISTED} at once.`, schema: EntryListSchema } },
          refusals: [HTTP_PROBLEMS.invalidQuery, BANK_PROBLEMS.noBank],
        },
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      if ((await kindOf(pool, name)) === null) return sendProblem(reply, { kind: BANK_PROBLEMS.noBank });
      const { after = 0, limit = MOST_LISTED } = request.query;
      const entries = await listEntries(pool, name, { after, limit });
      const next = entries.length < limit ? null : (entries.at(-1)?.id ?? null);
      return sendJson(reply, JSON.stringify({ entries, next }));
    },
  );

  app.post(
    '/v1/banks/:name/entries',
    {
      schema: { params: NameParams },
      bodyLimit: LIMITS.totalBytes,
      config: {
        doc: {
          access: 'banks',
          tag: TAG,
          summary: `Add up to ${MOST_ENTRIES} entries`,
          description: `All are taken or none; what is there already stays as it is. ${SOON}`,
          body: {
            schema: NewEntriesSchema,
            example: { entries: [{ value: 'send the fee to release your parcel', note: 'case 12' }] },
          },
          idempotent: true,
          answers: {
            200: {
              description: 'How many were new.',
              schema: Type.Object({ added: Type.Integer() }, closed),
            },
          },
          refusals: [...OF_ANY_BODY, BANK_PROBLEMS.noBank, BANK_PROBLEMS.invalidEntries],
        },
      },
    },
    async (request, reply) => {
      const body = readEntries(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      const { name } = request.params;
      const kind = await kindOf(pool, name);
      if (kind === null) return sendProblem(reply, { kind: BANK_PROBLEMS.noBank });
      const { entries } = body.value;
      const checked = checkValues(
        kind,
        entries.map(({ value }) => value),
        (n) => `/entries/${n}/value`,
      );
      if (checked.errors.length > 0)
        return sendProblem(reply, { kind: BANK_PROBLEMS.invalidEntries, errors: checked.errors });
      const rows = entries.map(({ note = '', expires_at = null }, n) => {
        return { value: checked.values[n] ?? '', note, expires_at };
      });
      const added = await inTransaction(pool, async (client) =>
        insertEntries(client, name, rows, await nextNumber(client)),
      );
      await banks.refresh();
      return sendJson(reply, JSON.stringify({ added }));
    },
  );

  app.post(
    '/v1/banks/:name/entries/remove',
    {
      schema: { params: NameParams },
      bodyLimit: LIMITS.totalBytes,
      config: {
        doc: {
          access: 'banks',
          tag: TAG,
          summary: `Remove up to ${MOST_ENTRIES} entries`,
          description: `By their values; what is not there is passed over. ${SOON}`,
          body: { schema: RemovedSchema, example: { values: ['send the fee to release your parcel'] } },
          idempotent: true,
          answers: {
            200: {
              description: 'How many were there.',
              schema: Type.Object({ removed: Type.Integer() }, closed),
            },
          },
          refusals: [...OF_ANY_BODY, BANK_PROBLEMS.noBank, BANK_PROBLEMS.invalidEntries],
        },
      },
    },
    async (request, reply) => {
      const body = readRemoved(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      const { name } = request.params;
      const kind = await kindOf(pool, name);
      if (kind === null) return sendProblem(reply, { kind: BANK_PROBLEMS.noBank });
      const { values, errors } = checkValues(kind, body.value.values, (n) => `/values/${n}`);
      if (errors.length > 0) return sendProblem(reply, { kind: BANK_PROBLEMS.invalidEntries, errors });
      const removed = await inTransaction(pool, async (client) =>
        removeEntries(client, name, values, await nextNumber(client)),
      );
      await banks.refresh();
      return sendJson(reply, JSON.stringify({ removed }));
    },
  );

  matchRoutes(app, options);
}

const DEFAULTS = {
  is_negative: false,
  radius: 31,
  enabled: 1,
  purpose: '',
  source: '',
  owner: '',
  harm: '',
  hint: '',
} as const;

function checkValues(
  kind: BankKind,
  given: readonly string[],
  pointer: (n: number) => string,
): { readonly values: readonly string[]; readonly errors: readonly FieldProblem[] } {
  const checked = given.map((value) => normalised(kind, value));
  return {
    values: checked.map((one) => (one.ok ? one.value : '')),
    errors: checked.flatMap((one, n) =>
      one.ok ? [] : [{ code: 'invalid_value', pointer: pointer(n), detail: one.detail }],
    ),
  };
}
