import type { Event } from '../event/event.ts';
import { type AccountHistory, foldActor, foldTarget, NEW_ACCOUNT } from './account.ts';
import { type History, historyOf } from './facts.ts';
import type { Observation } from './observation.ts';
import { foldPair, NEW_PAIR, type PairHistory } from './pair.ts';

/** A history kept in memory, for files, backtests and tests: what a gate keeps in its database. */
export interface MemoryHistory {
  /** What is known before this event. */
  of(event: Event): History | null;
  /** Folds an event; one that was folded before changes nothing. */
  add(seen: Observation): void;
  readonly pairs: ReadonlyMap<string, PairHistory>;
  readonly accounts: ReadonlyMap<string, AccountHistory>;
}

export function createMemoryHistory(): MemoryHistory {
  const pairs = new Map<string, PairHistory>();
  const accounts = new Map<string, AccountHistory>();
  const folded = new Set<string>();
  return {
    pairs,
    accounts,
    of: (event) =>
      event.target === undefined
        ? null
        : historyOf(event, pairs.get(pairKey(event.actor.id, event.target.id)), accounts.get(event.actor.id)),
    add: (seen) => {
      if (folded.has(seen.event)) return;
      folded.add(seen.event);
      const key = pairKey(seen.actor, seen.target);
      pairs.set(key, foldPair(pairs.get(key) ?? NEW_PAIR, seen));
      accounts.set(seen.actor, foldActor(accounts.get(seen.actor) ?? NEW_ACCOUNT, seen));
      accounts.set(seen.target, foldTarget(accounts.get(seen.target) ?? NEW_ACCOUNT, seen));
    },
  };
}

/** The same for both directions; no id can hold the character between them. */
export function pairKey(one: string, other: string): string {
  return one < other ? `${one}\u0000${other}` : `${other}\u0000${one}`;
}
