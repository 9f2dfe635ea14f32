import { Gauge, type Registry } from '../../platform/metrics/metrics.ts';

export interface AlarmMetrics {
  /** @param ids of the alarms that last; one of each measure by itself */
  show(ids: readonly string[]): void;
}

export function createAlarmMetrics(registry: Registry): AlarmMetrics {
  const raised = new Gauge({
    name: 'safeward_alarms_raised',
    help: 'Alarms of the practice that last, by their id; one that is raised for several measures counts for each.',
    labelNames: ['alarm'],
    registers: [registry],
  });
  return {
    show(ids) {
      raised.reset();
      for (const alarm of ids) raised.inc({ alarm });
    },
  };
}
