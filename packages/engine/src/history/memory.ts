import type { Event } from '../event/event.ts';
import { type AccountHistory, foldAccount, NEW_ACCOUNT } from './account.ts';
import { type History, historyOf } from './facts.ts';
import { ordered, subjectsOf, subjectsSeen } from './histories.ts';
import type { Observation } from './observation.ts';
import { foldPair, NEW_PAIR, type PairHistory } from './pair.ts';
import { foldPlace, NEW_PLACE, type PlaceHistory } from './place.ts';

/** A history kept in memory, for files, backtests and tests: what a gate keeps in its database. */
export interface MemoryHistory {
  /** What is known before this event. */
  of(event: Event): History;
  /** Folds an event; one that was folded before changes nothing. */
  add(seen: Observation): void;
  readonly pairs: ReadonlyMap<string, PairHistory>;
  readonly accounts: ReadonlyMap<string, AccountHistory>;
  readonly conversations: ReadonlyMap<string, PlaceHistory>;
  readonly groups: ReadonlyMap<string, PlaceHistory>;
}

export function createMemoryHistory(): MemoryHistory {
  const pairs = new Map<string, PairHistory>();
  const accounts = new Map<string, AccountHistory>();
  const conversations = new Map<string, PlaceHistory>();
  const groups = new Map<string, PlaceHistory>();
  const folded = new Set<string>();
  return {
    pairs,
    accounts,
    conversations,
    groups,
    of(event) {
      const { pair, conversation, group } = subjectsOf(event);
      return historyOf(event, {
        pair: pair === null ? undefined : pairs.get(pairKey(...pair)),
        account: accounts.get(event.actor.id),
        conversation: conversation === null ? undefined : conversations.get(conversation),
        group: group === null ? undefined : groups.get(group),
      });
    },
    add(seen) {
      if (folded.has(seen.event)) return;
      folded.add(seen.event);
      const { pair, accounts: about, conversation, group } = subjectsSeen(seen);
      if (pair !== null) change(pairs, pairKey(...pair), NEW_PAIR, (known) => foldPair(known, seen));
      for (const id of about) change(accounts, id, NEW_ACCOUNT, (known) => foldAccount(known, id, seen));
      if (conversation !== null)
        change(conversations, conversation, NEW_PLACE, (known) => foldPlace(known, seen));
      if (group !== null) change(groups, group, NEW_PLACE, (known) => foldPlace(known, seen));
    },
  };
}

function change<T>(all: Map<string, T>, key: string, otherwise: T, fold: (known: T) => T): void {
  all.set(key, fold(all.get(key) ?? otherwise));
}

/** The same for both directions; no id can hold the character between them. */
export function pairKey(one: string, other: string): string {
  return ordered(one, other).join('\u0000');
}
