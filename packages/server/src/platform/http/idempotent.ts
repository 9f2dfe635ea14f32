import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isDatabaseAway, type Pool } from '../database/index.ts';
import {
  type Claim,
  claimName,
  type Found,
  IDEMPOTENCY_PROBLEMS,
  keepAnswer,
  letGo,
  parseName,
} from '../idempotency/index.ts';
import type { Logger } from '../log/log.ts';
import type { Refusal } from '../problem/problem.ts';
import { sendProblem } from './reply.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Under which its answer is kept; null where it is not. */
    claim: Claim | null;
  }
}

/** Says of an answer that it is the one that was given before. */
export const REPLAYED = 'idempotency-replayed';

/** Of these nothing was done: the same request again is a first one. */
const NOTHING_DONE: ReadonlySet<number> = new Set([429, 503]);
/** Far longer than a request takes: whoever was to answer it is gone. */
const LOST_SECONDS = 120;

/**
 * Carries out `Idempotency-Key` for the routes that say so: a request is done once, and each time that it is sent
 * again it gets the same answer.
 */
export function idempotently({ pool, log }: { readonly pool: Pool; readonly log: Logger }) {
  async function claim(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
    const header = request.headers['idempotency-key'];
    if (header === undefined || request.caller === null) return undefined;
    const name = typeof header === 'string' ? parseName(header) : null;
    if (name === null)
      return sendProblem(reply, {
        kind: IDEMPOTENCY_PROBLEMS.badName,
        detail: 'It takes 1 to 255 printable ASCII characters, with or without quotes around them.',
      });
    const claimed: Claim = { caller: request.caller.keyId, name, hash: hashOf(request) };
    let found: Found;
    try {
      found = await claimName(pool, claimed);
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      return sendProblem(reply, {
        kind: IDEMPOTENCY_PROBLEMS.unavailable,
        headers: { 'retry-after': '1' },
      });
    }
    switch (found.kind) {
      case 'claimed':
        request.claim = claimed;
        return undefined;
      case 'answered': {
        const { status, contentType, answer } = found.kept;
        return reply.code(status).header('content-type', contentType).header(REPLAYED, 'true').send(answer);
      }
      case 'other_request':
        return sendProblem(reply, {
          kind: IDEMPOTENCY_PROBLEMS.otherRequest,
          detail: 'Its address or its body was another. Every request needs a key of its own.',
        });
      case 'under_way':
        return sendProblem(reply, underWay(found.seconds));
    }
  }

  /** Before the answer is sent, so that who has it can rely on getting it again. */
  async function keep(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
    const claimed = request.claim;
    if (claimed === null) return payload;
    request.claim = null;
    const status = reply.statusCode;
    try {
      if (NOTHING_DONE.has(status)) await letGo(pool, claimed);
      else {
        const contentType = String(reply.getHeader('content-type') ?? '');
        await keepAnswer(pool, claimed, { status, contentType, answer: String(payload ?? '') });
      }
    } catch (error) {
      // What was done is done, and its caller is told so; only a second time it would not be.
      log.warn({ request: request.id, err: error }, 'an answer could not be kept for its idempotency key');
    }
    return payload;
  }

  return { claim, keep };
}

/** All that makes it this request; of the body the bytes, for who sends again sends the same. */
function hashOf({ method, url, body }: FastifyRequest): Buffer {
  const hash = createHash('sha256').update(`${method} ${url}\n`);
  return (Buffer.isBuffer(body) ? hash.update(body) : hash).digest();
}

function underWay(seconds: number): Refusal {
  const kind = IDEMPOTENCY_PROBLEMS.underWay;
  // Nothing is done twice: whether it took effect can only be found out by looking.
  if (seconds > LOST_SECONDS)
    return {
      kind,
      detail:
        'It was lost before it was answered, and may have taken effect: look, and use another key if it has not.',
    };
  return { kind, headers: { 'retry-after': '1' } };
}
