import { randomBytes, randomUUID } from 'node:crypto';
import type { Logger } from '../log/log.ts';
import type { Registry } from '../metrics/metrics.ts';
import { createExporter } from './exporter.ts';
import { createTraceMetrics } from './metrics.ts';
import { createTracer, type Tracer } from './tracer.ts';

export { createTraceMetrics } from './metrics.ts';
export type { Attributes, Trace, Tracer } from './tracer.ts';

/** Where traces go, and how many. */
export interface TracingOptions {
  /** The base address of an OTLP receiver over HTTP, as in `OTEL_EXPORTER_OTLP_ENDPOINT`; `/v1/traces` is added. */
  readonly endpoint: string;
  /** `service.name`, by which the receiver tells services apart. */
  readonly service: string;
  /** Of what comes without a trace of its own, one in so many is traced; 1 is all. */
  readonly oneIn: number;
}

export interface Tracing extends Tracer {
  stop(): Promise<void>;
}

export function startTracing(
  { endpoint, service, oneIn }: TracingOptions,
  { registry, log }: { readonly registry: Registry; readonly log: Logger },
): Tracing {
  const exporter = createExporter({
    url: tracesAt(endpoint),
    resource: { service, instance: randomUUID() },
    metrics: createTraceMetrics(registry),
    log,
  });
  const tracer = createTracer({
    oneIn,
    record: exporter.record,
    random: Math.random,
    randomHex: (bytes) => randomBytes(bytes).toString('hex'),
    // The two clocks drift apart over weeks.
    atWall: (at) => Date.now() - performance.now() + at,
  });
  return { begin: tracer.begin, stop: exporter.stop };
}

function tracesAt(endpoint: string): string {
  const url = new URL(endpoint);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/v1/traces`;
  return url.href;
}
