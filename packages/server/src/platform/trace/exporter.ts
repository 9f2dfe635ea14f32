import type { Logger } from '../log/log.ts';
import type { TraceMetrics } from './metrics.ts';
import { encodeSpans, type Resource, rejectedIn } from './otlp.ts';
import { postSpans } from './post.ts';
import type { Span } from './span.ts';

export interface Exporter {
  /** Takes a span to send; where too many wait already it is dropped and counted. */
  record(span: Span): void;
  /** Sends what waits, once and not for long, and stops. */
  stop(): Promise<void>;
}

export interface ExporterOptions {
  /** Where to post, whole: `http://127.0.0.1:4318/v1/traces`. */
  readonly url: string;
  readonly resource: Resource;
  readonly metrics: TraceMetrics;
  readonly log: Logger;
  /** Spans that may wait; 2,048 unless said otherwise, as in OpenTelemetry's own SDKs. */
  readonly capacity?: number;
  /** From the first span that waits to the export; a second unless said otherwise. */
  readonly everyMs?: number;
  /** How long the receiver may take. */
  readonly timeoutMs?: number;
}

const CAPACITY = 2_048;
const EVERY_MS = 1_000;
const TIMEOUT_MS = 10_000;
/** One export; to write it takes about a millisecond, in which nothing is decided. */
const GROUP = 256;
/** Of one export. Later ones have tries of their own. */
const TRIES = 5;
const FIRST_PAUSE_MS = 1_000;
/** When the process ends nobody waits longer for its traces. */
const LAST_MS = 2_000;

/** Sends spans in groups, one after the other, and never lets anybody wait for it. */
export function createExporter(options: ExporterOptions): Exporter {
  const { url, resource, metrics, log } = options;
  const { capacity = CAPACITY, everyMs = EVERY_MS, timeoutMs = TIMEOUT_MS } = options;
  let waiting: Span[] = [];
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  /** The group that is being sent, with its tries. */
  let group: readonly Span[] = [];
  let tries = 0;
  let isFailing = false;
  let isStopped = false;

  function schedule(afterMs: number): void {
    if (isStopped || timer !== undefined || running !== null) return;
    timer = setTimeout(() => {
      timer = undefined;
      running = sendAll().then((pauseMs) => {
        running = null;
        if (pauseMs !== null) schedule(pauseMs);
        else if (waiting.length > 0) schedule(everyMs);
      });
    }, afterMs);
    timer.unref();
  }

  /** @returns how long to wait before the same is tried again; null where nothing is left over */
  async function sendAll(): Promise<number | null> {
    do {
      const pauseMs = await sendGroup(timeoutMs);
      if (pauseMs !== null) return pauseMs;
    } while (waiting.length >= GROUP && !isStopped);
    return null;
  }

  async function sendGroup(withinMs: number): Promise<number | null> {
    if (group.length === 0) {
      group = waiting.slice(0, GROUP);
      waiting = waiting.slice(group.length);
      tries = 0;
    }
    if (group.length === 0) return null;
    tries += 1;
    const exported = await postSpans(url, encodeSpans(group, resource), withinMs);
    if (exported.kind === 'taken') {
      const rejected = Math.min(rejectedIn(exported.answer), group.length);
      metrics.spans('sent', group.length - rejected);
      metrics.spans('rejected', rejected);
      group = [];
      tell(null);
      return null;
    }
    metrics.failed();
    tell(exported.problem);
    if (exported.kind === 'later' && tries < TRIES)
      return exported.afterMs ?? FIRST_PAUSE_MS * 2 ** (tries - 1);
    metrics.spans('failed', group.length);
    group = [];
    return null;
  }

  /** Once when it begins to fail, and once when it works again. */
  function tell(problem: string | null): void {
    if ((problem !== null) === isFailing) return;
    isFailing = problem !== null;
    if (isFailing) log.warn({ problem }, 'traces cannot be exported; decisions go on without them');
    else log.info('traces are exported again');
  }

  return {
    record(span) {
      if (waiting.length + group.length >= capacity || isStopped) {
        metrics.spans('dropped', 1);
        return;
      }
      waiting.push(span);
      schedule(everyMs);
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      const until = performance.now() + LAST_MS;
      await Promise.race([running, new Promise((resolve) => setTimeout(resolve, LAST_MS).unref())]);
      while (waiting.length + group.length > 0) {
        const leftMs = Math.floor(until - performance.now());
        if (leftMs <= 0 || (await sendGroup(leftMs)) !== null) break;
      }
      metrics.spans('failed', waiting.length + group.length);
      waiting = [];
      group = [];
    },
  };
}
