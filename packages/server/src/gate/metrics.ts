import { ACTIONS, type Action } from '@safeward/engine';
import { AWAY_CAUSES, type AwayCause } from '../platform/database/index.ts';
import { Counter, Gauge, Histogram, type Registry } from '../platform/metrics/metrics.ts';
import type { Observation } from './under-way.ts';

export interface GateMetrics {
  observe(observation: Observation): void;
  refused(code: string): void;
  /** An event that came with a test key; it counts nowhere else. */
  rehearsed(): void;
  spoolConflict(conflict: string): void;
}

/** Seconds; the gate aims at a few milliseconds and never passes its deadline. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** @param depths read when the metrics are asked for */
export function createGateMetrics(
  registry: Registry,
  depths: {
    readonly queue: () => number;
    readonly spool: () => number;
    readonly away: () => AwayCause | null;
  },
): GateMetrics {
  const registers = [registry];
  const latency = new Histogram({
    name: 'safeward_decision_seconds',
    help: 'From the parsed event to the durable answer, by action.',
    labelNames: ['action'],
    buckets: BUCKETS,
    registers,
  });
  // Looked up once: finding the labels costs more than counting.
  const latencyOf = Object.fromEntries(ACTIONS.map((action) => [action, latency.labels(action)])) as Readonly<
    Record<Action, ReturnType<typeof latency.labels>>
  >;
  const decisions = new Counter({
    name: 'safeward_decisions_total',
    help: 'Decisions made, by kind of event, action, and how they were recorded.',
    labelNames: ['kind', 'action', 'recording'],
    registers,
  });
  const shadowed = new Counter({
    name: 'safeward_shadow_decisions_total',
    help: 'Decisions of a gate or a key in shadow, by kind of event and the action that was only reported; the action they were answered with is allow.',
    labelNames: ['kind', 'would'],
    registers,
  });
  const measures = new Counter({
    name: 'safeward_measure_matches_total',
    help: 'Matches by measure; shadow measures match without acting.',
    labelNames: ['measure', 'mode'],
    registers,
  });
  const degraded = new Counter({
    name: 'safeward_degraded_total',
    help: 'Decisions made without a part that was late or down.',
    labelNames: ['part'],
    registers,
  });
  const refused = new Counter({
    name: 'safeward_refused_total',
    help: 'Events that were not decided, by the code of the problem.',
    labelNames: ['code'],
    registers,
  });
  const rehearsed = new Counter({
    name: 'safeward_test_decisions_total',
    help: 'Events that came with a test key, which no other metric of decisions counts.',
    registers,
  });
  const conflicts = new Counter({
    name: 'safeward_spool_conflicts_total',
    help: 'Spooled decisions whose event had another decision already.',
    labelNames: ['conflict'],
    registers,
  });
  gauge('safeward_queue_depth', 'Decisions that wait for their commit.', depths.queue);
  gauge('safeward_spool_depth', 'Decisions on disk that the database does not have yet.', depths.spool);
  new Gauge({
    name: 'safeward_database_away',
    help: 'Whether the database takes nothing, by cause: 1 for the one that is known, 0 for the others.',
    labelNames: ['cause'],
    registers,
    collect() {
      const now = depths.away();
      for (const cause of AWAY_CAUSES) this.set({ cause }, cause === now ? 1 : 0);
    },
  });

  function gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  }

  return {
    observe({ event, outcome, would, degraded: parts, recording, seconds }) {
      const { action } = outcome;
      latencyOf[action].observe(seconds);
      if (would === null) decisions.inc({ kind: event.kind, action, recording });
      else shadowed.inc({ kind: event.kind, would });
      for (const { measure } of outcome.reasons) measures.inc({ measure, mode: 'enforce' });
      for (const { measure } of outcome.shadow ?? []) measures.inc({ measure, mode: 'shadow' });
      for (const part of parts) degraded.inc({ part });
    },
    refused: (code) => refused.inc({ code }),
    rehearsed: () => rehearsed.inc(),
    spoolConflict: (conflict) => conflicts.inc({ conflict }),
  };
}
