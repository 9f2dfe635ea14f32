import { Counter, type Registry } from '../metrics/metrics.ts';

export function createRateMetrics(registry: Registry): { readonly limited: (keyId: string) => void } {
  const limited = new Counter({
    name: 'safeward_rate_limited_total',
    help: 'Requests refused because a key had used up its rate, by the id of the key.',
    labelNames: ['key'],
    registers: [registry],
  });
  return { limited: (key) => limited.inc({ key }) };
}
