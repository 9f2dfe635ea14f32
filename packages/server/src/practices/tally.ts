import type { Action } from '@safeward/engine';
import { type Guard, MAX_MINUTES, type Passed, WATCHED, type Watched } from './guard.ts';

/** What became of one event under an activation. */
export interface Counted {
  /** Null where it could not be decided. */
  readonly action: Action | null;
  readonly degraded: boolean;
}

/** Counts the decisions of one process under one activation, for its guards. */
export interface Tally {
  count(decision: Counted): void;
  /** The first guard that is passed now; null where none is. */
  passed(): Passed | null;
}

/** Time is counted in steps of this length, so that a minute ends at most so much late. */
const STEP_MS = 10_000;
const STEPS_PER_MINUTE = 60_000 / STEP_MS;
/** One more than the longest window: the step under way stands beside the whole ones. */
const STEPS = MAX_MINUTES * STEPS_PER_MINUTE + 1;
/** Per step: all decisions, then each of `WATCHED`. */
const FIELDS = WATCHED.length + 1;

/**
 * Counting is a few additions, whatever the window; adding up is left to who asks.
 *
 * @param now a clock that does not jump, in milliseconds
 */
export function createTally(guards: readonly Guard[], now: () => number = () => performance.now()): Tally {
  const counts = new Uint32Array(STEPS * FIELDS);
  const began = now();
  let step = 0;

  /** Goes to the step of this moment; those that were passed over are empty. */
  function advance(): void {
    const current = Math.floor((now() - began) / STEP_MS);
    if (current - step >= STEPS) counts.fill(0);
    else for (let n = step + 1; n <= current; n++) counts.fill(0, at(n), at(n) + FIELDS);
    step = current;
  }

  function sum(field: number, minutes: number): number {
    let total = 0;
    for (let n = Math.max(step - minutes * STEPS_PER_MINUTE, 0); n <= step; n++)
      total += counts[at(n) + field] ?? 0;
    return total;
  }

  return {
    count(decision) {
      advance();
      add(counts, at(step));
      WATCHED.forEach((watch, n) => {
        if (countsAs(watch, decision)) add(counts, at(step) + n + 1);
      });
    },
    passed() {
      advance();
      for (const guard of guards) {
        const decisions = sum(0, guard.minutes);
        if (decisions < guard.at_least) continue;
        const counted = sum(WATCHED.indexOf(guard.watch) + 1, guard.minutes);
        if (counted * 100 > guard.above * decisions) return { guard, decisions, counted };
      }
      return null;
    },
  };
}

function countsAs(watch: Watched, { action, degraded }: Counted): boolean {
  switch (watch) {
    case 'errors':
      return action === null;
    case 'degraded':
      return degraded;
    case 'held':
      return action === 'hold';
    case 'blocked':
      return action === 'block';
  }
}

function at(step: number): number {
  return (step % STEPS) * FIELDS;
}

function add(counts: Uint32Array, place: number): void {
  counts[place] = (counts[place] ?? 0) + 1;
}
