import { Counter, type Registry } from '../metrics/metrics.ts';

/** What became of spans. */
export type Fate = 'sent' | 'rejected' | 'failed' | 'dropped';

export interface TraceMetrics {
  spans(fate: Fate, count: number): void;
  /** An export that was not taken; it may be tried again. */
  failed(): void;
}

export function createTraceMetrics(registry: Registry): TraceMetrics {
  const registers = [registry];
  const spans = new Counter({
    name: 'safeward_trace_spans_total',
    help: 'Spans of traces, by what became of them: sent; rejected by the receiver; failed, for it could not be reached or took none; dropped, for too many waited. Only where traces are exported.',
    labelNames: ['fate'],
    registers,
  });
  const failures = new Counter({
    name: 'safeward_trace_export_failures_total',
    help: 'Exports of traces that were not taken; what may succeed later is tried again. Only where traces are exported.',
    registers,
  });
  return {
    spans: (fate, count) => {
      if (count > 0) spans.inc({ fate }, count);
    },
    failed: () => failures.inc(),
  };
}
