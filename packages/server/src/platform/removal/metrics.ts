import { Counter, type Registry } from '../metrics/metrics.ts';

export function createRemovalMetrics(registry: Registry): { removed(what: string, count: number): void } {
  const removed = new Counter({
    name: 'safeward_removed_total',
    help: 'What was removed because its time was over: decisions, imported events, messages of the outbox, deliveries of webhooks, answers kept for an Idempotency-Key.',
    labelNames: ['what'],
    registers: [registry],
  });
  return { removed: (what, count) => removed.inc({ what }, count) };
}
