import { loadPracticeInSteps, type Plan } from '@safeward/engine';
import type { Pool } from '../platform/database/index.ts';
import type { Logger } from '../platform/log/log.ts';
import type { InForce, Standing } from './in-force.ts';
import { inSlices } from './in-slices.ts';
import { NoPractice, PracticeRefused } from './practice.ts';
import type { Live } from './store.ts';
import { createTally } from './tally.ts';
import { loadSources } from './version-store.ts';

/** What the database says is in force, ready to decide. */
export interface Loaded {
  readonly inForce: InForce;
  /** When the overlay ends, by `performance.now()`: the clock of the database set it, and no local clock can move it. */
  readonly overlayEnds: number;
  /** Those whose guards are still to be looked after. */
  readonly guarded: readonly Standing[];
}

/** @param before what stays in force where the database names something that cannot be used here */
export type Load = (live: readonly Live[], before: InForce | null) => Promise<Loaded>;

/**
 * Reads and compiles what is live, once for each version.
 *
 * @param plans known already
 * @throws (from the loader) {NoPractice} where none is in force, {PracticeRefused} where the first one cannot be used
 */
export function createLoader(pool: Pool, log: Logger, plans: readonly Plan[]): Load {
  let known = new Map(plans.map((plan) => [plan.practice.hash, plan]));
  /** Activations that cannot be used here: each is said once. */
  const unusable = new Set<number>();

  async function stand(live: Live, before: InForce | null): Promise<Standing | null> {
    const same = standings(before).find(({ id }) => id === live.id);
    // It keeps what it has counted.
    if (same) return same;
    const plan = known.get(live.hash) ?? (await planOf(live, before));
    if (plan === null) return null;
    known.set(live.hash, plan);
    return {
      id: live.id,
      plan,
      share: live.stage === 'share' ? (live.share ?? 0) : 0,
      tally: live.guards.length === 0 ? null : createTally(live.guards),
    };
  }

  async function planOf({ id, hash, kind, stage }: Live, before: InForce | null): Promise<Plan | null> {
    // Whoever waits for a decision meanwhile is not held up.
    const loaded = await inSlices(loadPracticeInSteps((await loadSources(pool, hash)) ?? []));
    if (loaded.ok) return loaded.plan;
    // With nothing to go on with, nothing can be decided.
    if (before === null && kind === 'base' && stage === 'enforce') throw new PracticeRefused(loaded.findings);
    const findings = loaded.findings.slice(0, 3);
    if (!unusable.has(id))
      log.error(
        { activation: id, hash, findings },
        'an active practice cannot be used by this version of Safeward',
      );
    unusable.add(id);
    return null;
  }

  return async (live, before) => {
    // What is left of an overlay runs while practices are compiled, too.
    const began = performance.now();
    const find = (is: (one: Live) => boolean): Promise<Standing | null> => {
      const found = live.find(is);
      return found ? stand(found, before) : Promise.resolve(null);
    };
    const base =
      (await find(({ kind, stage }) => kind === 'base' && stage === 'enforce')) ?? before?.base ?? null;
    if (base === null) throw new NoPractice();
    const inForce = {
      base,
      candidate: await find(({ kind, stage }) => kind === 'base' && stage !== 'enforce'),
      overlay: await find(({ kind }) => kind === 'overlay'),
    };
    const standing = standings(inForce);
    known = new Map(standing.map(({ plan }) => [plan.practice.hash, plan]));
    const leftMs = live.find(({ kind }) => kind === 'overlay')?.leftMs ?? Number.POSITIVE_INFINITY;
    return {
      inForce,
      overlayEnds: began + leftMs,
      guarded: standing.filter(
        ({ id, tally }) => tally !== null && live.some((one) => one.id === id && one.isGuarded),
      ),
    };
  };
}

function standings(inForce: InForce | null): readonly Standing[] {
  return [inForce?.base, inForce?.candidate, inForce?.overlay].filter(
    (one) => one !== null && one !== undefined,
  );
}
