import { isDatabaseAway, type Pool } from '../database/index.ts';
import type { Logger } from '../log/log.ts';
import { followOutbox } from '../outbox/index.ts';
import { type OutsideAnswer, postOutside } from '../outside/index.ts';
import type { Attributes, Tracer } from '../trace/index.ts';
import { pauseAfter } from './schedule.ts';
import { signedHeaders } from './sign.ts';
import { addDeliveries, type Claimed, claimDue, markDelivered, markFailed } from './store.ts';

export interface WebhookSender {
  /** Sends what is due now, one round. @returns how many were tried */
  sendDue(): Promise<number>;
  /** Takes what the outbox has. */
  catchUp(): Promise<void>;
  stop(): Promise<void>;
}

export interface SenderOptions {
  readonly pool: Pool;
  readonly log: Logger;
  /** Whether an endpoint's word that its address may be a private one counts; true unless said otherwise. */
  readonly allowPrivate?: boolean;
  /** Null, or left out, where nothing is traced. */
  readonly tracer?: Tracer | null;
  readonly pollMs?: number;
  /** How long a receiver may take to answer. */
  readonly timeoutMs?: number;
}

const POLL_MS = 250;
const TIMEOUT_MS = 15_000;
/** At once; each to another subject or endpoint. */
const AT_ONCE = 16;
/** Longer than any try takes, so that nobody sends what is still being sent. */
const LEASE_MARGIN_MS = 30_000;

/** Tells the endpoints what the outbox holds, until it is stopped. Any number of processes may do so at once. */
export function startWebhooks({
  pool,
  log,
  allowPrivate = true,
  tracer = null,
  pollMs = POLL_MS,
  timeoutMs = TIMEOUT_MS,
}: SenderOptions): WebhookSender {
  const following = followOutbox({ pool, name: 'webhooks', read: addDeliveries, log, pollMs });
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();

  function schedule(): void {
    if (stopped) return;
    timer = setTimeout(() => {
      running = sendAll().finally(schedule);
    }, pollMs);
    timer.unref();
  }

  async function sendAll(): Promise<void> {
    try {
      while (!stopped && (await sendDue()) > 0);
    } catch (error) {
      if (!isDatabaseAway(error)) log.error({ err: error }, 'webhooks cannot be sent; trying again');
    }
  }

  async function sendDue(): Promise<number> {
    const claimed = await claimDue(pool, AT_ONCE, timeoutMs + LEASE_MARGIN_MS);
    await Promise.all(claimed.map(send));
    return claimed.length;
  }

  async function send(delivery: Claimed): Promise<void> {
    const { url, message, body, secrets, allow_private, number } = delivery;
    const trace = tracer?.begin({ name: 'safeward.webhook', kind: 'client', began: performance.now() });
    const answer = await postOutside({
      url,
      headers: {
        ...signedHeaders(message, new Date(), body, secrets),
        ...(trace && { traceparent: trace.traceparent }),
      },
      body,
      timeoutMs,
      allowPrivate: allowPrivate && allow_private,
    });
    const isTaken = answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;
    trace?.end(tracedAs(delivery, answer), !isTaken);
    if (isTaken) return markDelivered(pool, number);
    const problem = answer.kind === 'answered' ? `answered ${answer.status}` : answer.reason;
    await markFailed(
      pool,
      number,
      problem,
      nextPause(delivery, answer.kind === 'answered' ? answer.status : 0),
    );
  }

  schedule();
  return {
    sendDue,
    catchUp: following.catchUp,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await following.stop();
      await running;
    },
  };
}

/** Of the address its host only: receivers put ids and secrets into the rest. */
function tracedAs({ url, type, attempts }: Claimed, answer: OutsideAnswer): Attributes {
  return {
    'http.request.method': 'POST',
    'server.address': URL.parse(url)?.hostname ?? '',
    'safeward.message.type': type,
    'safeward.attempt': attempts,
    ...(answer.kind === 'answered'
      ? { 'http.response.status_code': answer.status }
      : { 'error.type': 'unreachable' }),
  };
}

/** 410 says that the receiver is gone for good (Standard Webhooks). */
const GONE = 410;

function nextPause({ attempts, age_ms }: Claimed, status: number): number | null {
  if (status === GONE) return null;
  return pauseAfter(attempts, age_ms, Math.random());
}
