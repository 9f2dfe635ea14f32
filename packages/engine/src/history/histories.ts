import type { Event } from '../event/event.ts';
import { type AccountHistory, foldAccount, NEW_ACCOUNT } from './account.ts';
import { groupOf, isReaction, type Observation } from './observation.ts';
import { foldPair, NEW_PAIR, type PairHistory } from './pair.ts';
import { foldPlace, NEW_PLACE, type PlaceHistory } from './place.ts';

/** What is known of one event's pair, actor, conversation and group; undefined where nothing is. */
export interface Histories {
  readonly pair?: PairHistory | undefined;
  readonly account?: AccountHistory | undefined;
  readonly conversation?: PlaceHistory | undefined;
  readonly group?: PlaceHistory | undefined;
}

/** Ids of each kind are their own: an account and a group may have the same. */
export const SUBJECTS = ['pair', 'account', 'conversation', 'group'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** Whose history an event is decided with, and an observation is folded into. */
export interface Subjects {
  /** In the order of UTF-16 units. */
  readonly pair: readonly [one: string, other: string] | null;
  /** Of an event the actor; an observation says something of both. */
  readonly accounts: readonly string[];
  readonly conversation: string | null;
  readonly group: string | null;
}

export function subjectsOf(event: Event): Subjects {
  const { actor, target, conversation } = event;
  return {
    pair: target === undefined || target.id === actor.id ? null : ordered(actor.id, target.id),
    accounts: [actor.id],
    conversation: conversation ?? null,
    group: groupOf(event),
  };
}

export function subjectsSeen(seen: Observation): Subjects {
  if (seen.kind === 'group')
    return { pair: null, accounts: [seen.actor], conversation: seen.conversation, group: seen.group };
  const pair = ordered(seen.actor, seen.target);
  if (isReaction(seen)) return { pair, accounts: [seen.target], conversation: null, group: null };
  const conversation = seen.kind === 'message' ? seen.conversation : null;
  return { pair, accounts: [seen.actor, seen.target], conversation, group: null };
}

/** With one event more, as far as it speaks of these. */
export function foldHistories(event: Event, known: Histories, seen: Observation): Histories {
  const { pair, accounts, conversation, group } = subjectsSeen(seen);
  const own = subjectsOf(event);
  const isSame = own.pair !== null && pair?.[0] === own.pair[0] && pair[1] === own.pair[1];
  return {
    pair: isSame ? foldPair(known.pair ?? NEW_PAIR, seen) : known.pair,
    account: accounts.includes(event.actor.id)
      ? foldAccount(known.account ?? NEW_ACCOUNT, event.actor.id, seen)
      : known.account,
    conversation:
      own.conversation !== null && own.conversation === conversation
        ? foldPlace(known.conversation ?? NEW_PLACE, seen)
        : known.conversation,
    group:
      own.group !== null && own.group === group ? foldPlace(known.group ?? NEW_PLACE, seen) : known.group,
  };
}

export function ordered(one: string, other: string): readonly [string, string] {
  return one < other ? [one, other] : [other, one];
}
