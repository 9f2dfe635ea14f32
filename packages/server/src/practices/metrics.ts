import { Counter, Gauge, type Registry } from '../platform/metrics/metrics.ts';
import type { Decided, InForce } from './in-force.ts';

export interface PracticeMetrics {
  show(inForce: InForce): void;
  observe(decided: Decided): void;
}

export function createPracticeMetrics(registry: Registry): PracticeMetrics {
  const registers = [registry];
  const activation = new Gauge({
    name: 'safeward_practice_activation',
    help: 'Number of the activation that decides in this process, by its part (base, candidate, overlay); 0 where there is none.',
    labelNames: ['part'],
    registers,
  });
  const candidates = new Counter({
    name: 'safeward_candidate_decisions_total',
    help: 'Decisions beside which a candidate was tried, by the action and the one that the candidate would have taken.',
    labelNames: ['action', 'candidate'],
    registers,
  });
  return {
    show({ base, candidate, overlay }) {
      activation.set({ part: 'base' }, base.id);
      activation.set({ part: 'candidate' }, candidate?.id ?? 0);
      activation.set({ part: 'overlay' }, overlay?.id ?? 0);
    },
    observe({ outcome, beside }) {
      if (beside !== null) candidates.inc({ action: outcome.action, candidate: beside });
    },
  };
}
