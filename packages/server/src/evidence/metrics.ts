import { Counter, Gauge, type Registry } from '../platform/metrics/metrics.ts';
import type { Round } from './integrate.ts';

export interface LogMetrics {
  observe(round: Round): void;
}

export function createLogMetrics(registry: Registry): LogMetrics {
  const leaves = new Counter({
    name: 'safeward_log_leaves_total',
    help: 'Leaves that this process brought into the evidence log.',
    registers: [registry],
  });
  const size = new Gauge({
    name: 'safeward_log_size',
    help: 'Leaves of the evidence log at its last checkpoint, where this process signed it.',
    registers: [registry],
  });
  const halted = new Gauge({
    name: 'safeward_log_halted',
    help: '1 where the evidence log is halted: nothing is signed until somebody has decided what is true.',
    registers: [registry],
  });
  return {
    observe(round) {
      if (round.kind === 'idle') return;
      halted.set(round.kind === 'halted' ? 1 : 0);
      if (round.kind === 'halted') return;
      leaves.inc(round.added);
      size.set(round.size);
    },
  };
}
