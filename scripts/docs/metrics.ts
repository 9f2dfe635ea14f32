import {
  createAlarmMetrics,
  createGateMetrics,
  createPracticeMetrics,
  createRateMetrics,
  createRegistry,
  createTraceMetrics,
} from '@safeward/server';
import { code, codes, page, table, wrap } from './markdown.ts';

/** `docs/reference/metrics.md`. */
export function metricsPage(): string {
  const registry = createRegistry();
  createGateMetrics(registry, { queue: () => 0, spool: () => 0, away: () => null });
  createPracticeMetrics(registry);
  createAlarmMetrics(registry);
  createRateMetrics(registry);
  createTraceMetrics(registry);
  const ours = registry.getMetricsAsArray().filter(({ name }) => !/^safeward_(?:process|nodejs)_/.test(name));
  return page(
    '# Metrics: reference',
    wrap(
      '`GET /metrics` with a key of the scope `metrics`, in the text format of Prometheus. No label holds an id of a person or anything that people wrote.',
    ),
    table(
      ['metric', 'type', 'labels', 'meaning'],
      ours.map((metric) => [code(metric.name), String(metric.type), codes(labelsOf(metric)), metric.help]),
    ),
    wrap(
      'Besides these there are the usual metrics of a Node process: `safeward_process_…` (memory, processor time, open files) and `safeward_nodejs_…` (event loop, heap, garbage collection). Which of them there are depends on the operating system.',
    ),
    wrap('[Operations](../operations.md#what-to-watch) says which of them to watch.'),
  );
}

/** prom-client keeps the names of the labels, though its types do not say so. */
function labelsOf(metric: object): readonly string[] {
  return 'labelNames' in metric && Array.isArray(metric.labelNames) ? metric.labelNames.map(String) : [];
}
