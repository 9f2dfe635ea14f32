import { DEFAULT_LIMITS } from '@safeward/engine';
import type { Problem } from '@safeward/polls';
import type { FastifyReply } from 'fastify';
import type { App } from '../../platform/http/app.ts';
import { bodyReader } from '../../platform/http/json-body.ts';
import { HTTP_PROBLEMS } from '../../platform/http/problems.ts';
import { sendJson, sendProblem } from '../../platform/http/reply.ts';
import type { RouteDoc } from '../../platform/http/route.ts';
import type { FieldProblem, Refusal } from '../../platform/problem/problem.ts';
import type { WorkOnPoll } from './apart.ts';
import { EXAMPLE_POLL } from './example.ts';
import { POLL_PROBLEMS } from './problems.ts';
import {
  CheckAnswer,
  CheckSchema,
  ClaimAnswer,
  ClaimSchema,
  FormatQuery,
  TablesAnswer,
  TablesSchema,
  WeightsAnswer,
  WeightsSchema,
} from './schema.ts';
import type { Format, Task } from './task.ts';

/** Bytes of a whole request: 100,000 respondents with a hundred short columns. Larger ones are the command's. */
const BODY_LIMIT = 64 * 1024 * 1024;
const LIMITS = { ...DEFAULT_LIMITS, totalBytes: BODY_LIMIT };

const readCheck = bodyReader(CheckSchema, LIMITS);
const readWeights = bodyReader(WeightsSchema, LIMITS);
const readTables = bodyReader(TablesSchema, LIMITS);
const readClaim = bodyReader(ClaimSchema, LIMITS);

const SHARED = { access: 'polls', tag: 'Polls', idempotent: true } as const;
const OF_ANY_BODY = [HTTP_PROBLEMS.malformed, HTTP_PROBLEMS.invalidBody, HTTP_PROBLEMS.tooLarge] as const;
const OF_ANY_POLL = [
  ...OF_ANY_BODY,
  POLL_PROBLEMS.unusable,
  POLL_PROBLEMS.tooLong,
  POLL_PROBLEMS.busy,
] as const;
const KEPT = 'Nothing of it is kept.';

const TYPES: Readonly<Record<Format, string>> = {
  json: 'application/json; charset=utf-8',
  html: 'text/html; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
};

/** What the command does with polls, over HTTP. Polls are worked on and forgotten: no respondent is stored. */
export function pollRoutes(app: App, { work }: { readonly work: WorkOnPoll }): void {
  const answer = async (reply: FastifyReply, task: Task, format: Format = 'json'): Promise<FastifyReply> => {
    const done = await work(task);
    switch (done.kind) {
      case 'text':
        if (format === 'json') return sendJson(reply, done.text);
        // The page is of somebody else's making: it may show itself, and do nothing.
        return reply
          .header('content-type', TYPES[format])
          .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
          .send(done.text);
      case 'problems':
        return sendProblem(reply, refusalOf(done.problems));
      case 'unclear':
        return sendProblem(reply, { kind: POLL_PROBLEMS.unclear, detail: done.detail });
      case 'took_too_long':
        return sendProblem(reply, { kind: POLL_PROBLEMS.tooLong });
      case 'busy':
        return sendProblem(reply, { kind: POLL_PROBLEMS.busy, headers: { 'retry-after': '1' } });
    }
  };

  const doc = (own: Pick<RouteDoc, 'summary' | 'description' | 'body' | 'answers' | 'refusals'>) => ({
    bodyLimit: BODY_LIMIT,
    config: { doc: { ...SHARED, ...own } },
  });

  app.post(
    '/v1/polls/check',
    doc({
      summary: 'Name every problem of a poll and its design',
      description: `With row and column; also what only weighting shows. ${KEPT}`,
      body: { schema: CheckSchema, example: EXAMPLE_POLL },
      answers: { 200: { description: 'What was found, which may be nothing.', schema: CheckAnswer } },
      refusals: [...OF_ANY_BODY, POLL_PROBLEMS.tooLong, POLL_PROBLEMS.busy],
    }),
    async (request, reply) => {
      const body = readCheck(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      return await answer(reply, { kind: 'check', poll: body.value });
    },
  );

  const { codebook: _, ...weighed } = EXAMPLE_POLL;
  app.post(
    '/v1/polls/weights',
    doc({
      summary: 'Weight respondents so that they look like the population',
      description: `Raked to all margins at once; the mean weight is 1. ${KEPT}`,
      body: { schema: WeightsSchema, example: weighed },
      answers: { 200: { description: 'In the order of the data.', schema: WeightsAnswer } },
      refusals: OF_ANY_POLL,
    }),
    async (request, reply) => {
      const body = readWeights(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      return await answer(reply, { kind: 'weights', poll: body.value });
    },
  );

  app.post(
    '/v1/polls/tables',
    {
      ...doc({
        summary: 'Tabulate a poll: bases, percentages, errors, letters, by every break',
        description: `As JSON, as a page, or as CSV without formulas. ${KEPT}`,
        body: { schema: TablesSchema, example: EXAMPLE_POLL },
        answers: { 200: { description: 'The tables.', schema: TablesAnswer } },
        refusals: [HTTP_PROBLEMS.invalidQuery, ...OF_ANY_POLL],
      }),
      schema: { querystring: FormatQuery },
    },
    async (request, reply) => {
      const body = readTables(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      const { format = 'json' } = request.query;
      return await answer(reply, { kind: 'tables', poll: body.value, format }, format);
    },
  );

  app.post(
    '/v1/polls/claims',
    doc({
      summary: 'Hold a sentence against a poll',
      description: `Which columns support it, and whether their intervals do. ${KEPT}`,
      body: {
        schema: ClaimSchema,
        example: { ...EXAMPLE_POLL, claim: 'a majority are for it', question: 'q1', answers: ['For'] },
      },
      answers: { 200: { description: 'The verdict, with every column.', schema: ClaimAnswer } },
      refusals: [...OF_ANY_POLL, POLL_PROBLEMS.unclear],
    }),
    async (request, reply) => {
      const body = readClaim(request.body);
      if (!body.ok) return sendProblem(reply, body.refusal);
      const { claim: text, question, answers, among = null, than = null, ...poll } = body.value;
      const claim = { text, question, answers: [...new Set(answers)], among, than };
      return await answer(reply, { kind: 'claim', poll, claim });
    },
  );
}

function refusalOf(problems: readonly Problem[]): Refusal {
  return {
    kind: POLL_PROBLEMS.unusable,
    detail: problems[0]?.detail,
    errors: problems.map(
      ({ kind, detail, in: where, pointer = '' }): FieldProblem => ({
        code: kind,
        pointer: `/${where}${pointer}`,
        detail,
      }),
    ),
  };
}
