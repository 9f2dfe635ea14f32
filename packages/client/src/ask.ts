import type { Problem } from './api.ts';
import { type Budget, budgetOf } from './budget.ts';
import { SafewardRefusal, SafewardUnreachable, type UnreachableReason } from './failure.ts';

/** One question to the API. */
export interface Question {
  readonly method: 'GET' | 'POST';
  /** Below the server's address, with its query. */
  readonly path: string;
  readonly body?: unknown;
  /** Asking twice is the same as asking once: it may be tried again. */
  readonly repeatable: boolean;
  /** Of the whole call, tries and pauses included. */
  readonly withinMs: number;
  readonly signal?: AbortSignal | undefined;
}

export interface Connection {
  /** Without a slash at the end. */
  readonly url: string;
  readonly key: string;
  /** Tries after the first. */
  readonly retries: number;
  readonly fetch: typeof globalThis.fetch;
}

/** The pause before the first further try; each later one is twice as long, and a part of it is chance. */
const FIRST_PAUSE_MS = 20;
/** So little time is left that no answer could come. */
const TOO_LATE_MS = 1;

type Try =
  | { readonly kind: 'answered'; readonly body: unknown }
  | { readonly kind: 'refused'; readonly status: number; readonly problem: Problem }
  | {
      readonly kind: 'unreachable';
      readonly reason: UnreachableReason;
      readonly cause?: unknown;
      /** What the server asked for in `Retry-After`, in milliseconds. */
      readonly afterMs?: number;
    };

/**
 * Asks until there is an answer, a refusal, or no time left.
 *
 * @throws {SafewardRefusal | SafewardUnreachable} and the signal's own reason where the caller gave up
 */
export async function ask(connection: Connection, question: Question): Promise<unknown> {
  const budget = budgetOf(question.withinMs, question.signal);
  const tries = question.repeatable ? connection.retries + 1 : 1;
  let last: Try | undefined;
  for (let n = 0; n < tries; n += 1) {
    if (n > 0) await budget.pause(pauseBefore(n, last));
    question.signal?.throwIfAborted();
    if (n > 0 && budget.left() < TOO_LATE_MS) break;
    last = await tryOnce(connection, question, budget);
    question.signal?.throwIfAborted();
    if (last.kind === 'answered') return last.body;
    if (last.kind === 'refused') throw new SafewardRefusal(last.status, last.problem);
  }
  if (last?.kind === 'unreachable') throw new SafewardUnreachable(last.reason, last.cause);
  throw new SafewardUnreachable('timeout');
}

function pauseBefore(n: number, last: Try | undefined): number {
  const asked = last?.kind === 'unreachable' ? last.afterMs : undefined;
  return asked ?? FIRST_PAUSE_MS * 2 ** (n - 1) * (0.5 + Math.random());
}

async function tryOnce(
  { url, key, fetch }: Connection,
  { method, path, body, signal }: Question,
  budget: Budget,
): Promise<Try> {
  const late = AbortSignal.timeout(Math.ceil(budget.left()));
  try {
    const response = await fetch(url + path, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: signal === undefined ? late : AbortSignal.any([late, signal]),
      // A gate never redirects; whoever does is not it, and must not be given the event.
      redirect: 'error',
    });
    return read(response, await response.text());
  } catch (cause) {
    return { kind: 'unreachable', reason: late.aborted ? 'timeout' : 'network', cause };
  }
}

function read(response: Response, text: string): Try {
  const body = parse(text);
  if (response.ok)
    return body === undefined ? { kind: 'unreachable', reason: 'failed' } : { kind: 'answered', body };
  if (response.status === 429 || response.status === 503) {
    const afterMs = retryAfter(response.headers.get('retry-after'));
    return { kind: 'unreachable', reason: 'overloaded', ...(afterMs === undefined ? {} : { afterMs }) };
  }
  if (response.status >= 500 || !isProblem(body)) return { kind: 'unreachable', reason: 'failed' };
  return { kind: 'refused', status: response.status, problem: body };
}

/** In seconds; a date, which the gate never sends, is not understood. */
function retryAfter(header: string | null): number | undefined {
  return header !== null && /^\d{1,5}$/.test(header) ? Number(header) * 1000 : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Something between us and the gate may answer in its stead, with a page of its own. */
function isProblem(body: unknown): body is Problem {
  return (
    typeof body === 'object' &&
    body !== null &&
    typeof (body as Problem).code === 'string' &&
    typeof (body as Problem).title === 'string'
  );
}
