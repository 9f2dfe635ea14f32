import { parseTilePath } from '@safeward/ledger';
import Type from 'typebox';
import { sealedDecisions } from '../gate/index.ts';
import type { Pool } from '../platform/database/index.ts';
import type { App } from '../platform/http/app.ts';
import { sendJson, sendProblem } from '../platform/http/reply.ts';
import { findRecords } from '../platform/leaves/index.ts';
import { evidenceOf, proofOf, viewLog } from './evidence.ts';
import { EVIDENCE_PROBLEMS } from './problems.ts';
import { EvidenceSchema } from './schema.ts';
import { findLog } from './store.ts';
import type { TileFolder } from './tile-folder.ts';

const TAG = 'Evidence';
const TEXT = 'text/plain; charset=utf-8';
/** Tiles never change; a checkpoint is old after a second. */
const FOR_GOOD = 'public, max-age=31536000, immutable';
const HARDLY = 'public, max-age=1';
const closed = { additionalProperties: false } as const;
const TilePath = Type.Object({ '*': Type.String({ description: 'Level, number and width.' }) }, closed);

/** The log for everybody, and the proof of one record for those who may read records. */
export function evidenceRoutes(
  app: App,
  { pool, folder }: { readonly pool: Pool; readonly folder: TileFolder },
): void {
  app.get(
    '/v1/evidence/:decision',
    {
      schema: {
        params: Type.Object({ decision: Type.String() }, closed),
        querystring: Type.Object({}, closed),
      },
      config: {
        doc: {
          access: 'read',
          tag: TAG,
          summary: 'Prove one decision',
          description:
            'The decision and how its hold was ended, each with the salts of its parts, its leaf, and a `.tlog-proof` that the leaf is in the log. With them and the log’s keys anybody verifies it without this server.',
          answers: { 200: { description: 'Records and proofs.', schema: EvidenceSchema } },
          refusals: [EVIDENCE_PROBLEMS.noRecord, EVIDENCE_PROBLEMS.notYet, EVIDENCE_PROBLEMS.noLog],
        },
      },
    },
    async (request, reply) => {
      const { decision } = request.params;
      const found = await sealedDecisions(pool, { ids: [decision] }, 1);
      if (found.length === 0) return sendProblem(reply, { kind: EVIDENCE_PROBLEMS.noRecord });
      const log = await viewLog(folder);
      if (log === null) return sendProblem(reply, { kind: EVIDENCE_PROBLEMS.noLog });
      const records: object[] = [];
      for (const record of [...found, ...(await findRecords(pool, { subjects: [decision] }, 100))]) {
        const evidence = await evidenceOf(pool, log, record);
        if (evidence === null)
          return sendProblem(reply, { kind: EVIDENCE_PROBLEMS.notYet, headers: { 'retry-after': '1' } });
        records.push({ ...evidence, proof: await proofOf(log, evidence.index) });
      }
      return sendJson(reply, JSON.stringify({ decision, records }));
    },
  );

  app.get(
    '/log/checkpoint',
    {
      config: {
        doc: {
          access: 'public',
          tag: TAG,
          summary: 'The log’s checkpoint',
          description: 'How many leaves it has and what they hash to, signed (C2SP tlog-checkpoint).',
          answers: { 200: { description: 'A signed note.', type: 'text/plain' } },
          refusals: [EVIDENCE_PROBLEMS.noLog],
        },
      },
    },
    async (_request, reply) => {
      const checkpoint = await folder.checkpoint();
      if (checkpoint === null) return sendProblem(reply, { kind: EVIDENCE_PROBLEMS.noLog });
      return reply.header('content-type', TEXT).header('cache-control', HARDLY).send(checkpoint);
    },
  );

  app.get(
    '/log/vkey',
    {
      config: {
        doc: {
          access: 'public',
          tag: TAG,
          summary: 'The log’s verifier keys',
          description:
            'One a line (C2SP signed-note): those of today and those of before, Ed25519 and ML-DSA-44.',
          answers: { 200: { description: 'Lines.', type: 'text/plain' } },
          refusals: [EVIDENCE_PROBLEMS.noLog],
        },
      },
    },
    async (_request, reply) => {
      const log = await findLog(pool);
      if (log === null) return sendProblem(reply, { kind: EVIDENCE_PROBLEMS.noLog });
      return reply.header('content-type', TEXT).send(`${log.keys.join('\n')}\n`);
    },
  );

  app.get(
    '/log/tile/*',
    {
      schema: { params: TilePath },
      config: {
        doc: {
          access: 'public',
          tag: TAG,
          summary: 'A tile of the log, or a bundle of its entries',
          description:
            'As C2SP tlog-tiles names them: `/log/tile/0/x001/234.p/8`, `/log/tile/entries/000`. They never change, and nothing in them names a person.',
          answers: { 200: { description: 'Bytes.', type: 'application/octet-stream' } },
          refusals: [EVIDENCE_PROBLEMS.noLog],
        },
      },
    },
    async (request, reply) => {
      const path = `tile/${request.params['*']}`;
      const tile = parseTilePath(path) === null ? null : await folder.read(path);
      if (tile === null) return sendProblem(reply, { kind: EVIDENCE_PROBLEMS.noLog });
      return reply
        .header('content-type', 'application/octet-stream')
        .header('cache-control', FOR_GOOD)
        .send(tile);
    },
  );
}
