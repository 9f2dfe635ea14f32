import type { Profiler } from 'node:inspector';
import { Session } from 'node:inspector/promises';

/** The parts of a decision's way, in their order, then the garbage collector and what is left. */
export const STAGES = ['normalise', 'scan', 'conditions', 'outcome', 'collector', 'other'] as const;
export type Stage = (typeof STAGES)[number];

/** Share of the time that each stage takes; together 1. */
export type Shares = Readonly<Record<Stage, number>>;

/**
 * Where each stage is entered: function and file. What runs below belongs to it, until another stage is entered. Where
 * V8 inlines a door, which it does at times with the smallest, its samples count as what is around it.
 */
const DOORS: readonly (readonly [name: string, file: string, stage: Stage])[] = [
  ['normalize', '/signals/text/normalize.ts', 'normalise'],
  ['scan', '/signals/text/scanner.ts', 'scan'],
  ['matchMeasures', '/decide/match.ts', 'conditions'],
  ['outcomeOf', '/decide/outcome.ts', 'outcome'],
];
const INTERVAL_MICROSECONDS = 250;

/** A profiler that is on. */
export interface StageProfiler {
  /** Runs some work and says in which stage the samples fell that were taken meanwhile. */
  during(work: () => void): Promise<Shares>;
  stop(): void;
}

/**
 * Starts V8's sampling profiler. Code that V8 has optimised before does not tell which functions it has inlined, so
 * this is to be called before anything that will be looked at has run.
 *
 * The text is normalised and scanned when a condition first asks for it; that counts as normalising and scanning.
 */
export async function startProfiler(): Promise<StageProfiler> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: INTERVAL_MICROSECONDS });
  await session.post('Profiler.start');
  return {
    async during(work) {
      await session.post('Profiler.stop');
      await session.post('Profiler.start');
      work();
      const { profile } = await session.post('Profiler.stop');
      await session.post('Profiler.start');
      return sharesOf(profile);
    },
    stop: () => session.disconnect(),
  };
}

/** Counts the samples of a profile by the stage that they fell in. */
export function sharesOf({ nodes }: Pick<Profiler.Profile, 'nodes'>): Shares {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const counts: Record<Stage, number> = {
    normalise: 0,
    scan: 0,
    conditions: 0,
    outcome: 0,
    collector: 0,
    other: 0,
  };
  const visit = (id: number, above: Stage): void => {
    const node = byId.get(id);
    if (node === undefined || node.callFrame.functionName === '(idle)') return;
    const stage = stageEntered(node) ?? above;
    counts[stage] += node.hitCount ?? 0;
    for (const child of node.children ?? []) visit(child, stage);
  };
  const children = new Set(nodes.flatMap((node) => node.children ?? []));
  for (const { id } of nodes) if (!children.has(id)) visit(id, 'other');
  const total = STAGES.reduce((sum, stage) => sum + counts[stage], 0);
  const share = (stage: Stage): number => (total === 0 ? 0 : counts[stage] / total);
  return Object.fromEntries(STAGES.map((stage) => [stage, share(stage)])) as Record<Stage, number>;
}

function stageEntered({ callFrame: { functionName, url } }: Profiler.ProfileNode): Stage | undefined {
  if (functionName === '(garbage collector)') return 'collector';
  return DOORS.find(([name, file]) => name === functionName && url.endsWith(file))?.[2];
}
