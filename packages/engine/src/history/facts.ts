import type { Event } from '../event/event.ts';
import { NEW_ACCOUNT } from './account.ts';
import { type AccountFacts, accountFacts, QUIET_ACCOUNT } from './account-facts.ts';
import { HOUR_MS } from './day-book.ts';
import type { FamilyCode } from './families.ts';
import type { Histories } from './histories.ts';
import { bandOf, groupOf } from './observation.ts';
import { NEW_PAIR, type PairHistory, type Side, sidesOf } from './pair.ts';
import { NEW_PLACE } from './place.ts';
import { type PlaceFacts, placeFacts } from './place-facts.ts';

const DAY_MS = 24 * HOUR_MS;

/** What happened before between the two people of an event. Counts are of what came before; the event is not in them. */
export interface PairFacts {
  /** The actor has never written to the target, nor asked to. */
  readonly first_contact: boolean;
  /** The target has written to the actor. */
  readonly replied: boolean;
  /** Who of the two wrote first; null where nobody has. */
  readonly wrote_first: 'actor' | 'target' | null;
  /** Messages of the actor to the target: in the last hour, and since the target last wrote. At most 40. */
  readonly messages_1h: number;
  readonly unanswered: number;
  /** Of the target to the actor, altogether. */
  readonly replies: number;
  /** Times that the actor asked to be let in touch. */
  readonly requests: number;
  /** Hours since the first of the two wrote to the other; 0 where nobody has. */
  readonly hours_known: number;
  /** The target has refused, blocked or reported the actor before. */
  readonly refused_before: boolean;
  /** Families of asking in 30 days, with how often: by the actor towards the target, and the other way. */
  readonly asked: Readonly<Partial<Record<FamilyCode, number>>>;
  readonly asked_back: Readonly<Partial<Record<FamilyCode, number>>>;
}

/**
 * What happened before an event, as plain JSON: what expressions read as `history`, and what a record keeps so that its
 * decision can be made again.
 */
export interface History extends PairFacts, AccountFacts {
  /** Whether the event is between two people; where not, what is said of the two means nothing. */
  readonly between: boolean;
  readonly conversation: PlaceFacts | null;
  readonly group: PlaceFacts | null;
}

export const STRANGERS: PairFacts = {
  first_contact: true,
  replied: false,
  wrote_first: null,
  messages_1h: 0,
  unanswered: 0,
  replies: 0,
  requests: 0,
  hours_known: 0,
  refused_before: false,
  asked: {},
  asked_back: {},
};

/** Nobody has done anything before. */
export const NOTHING_BEFORE: History = {
  ...STRANGERS,
  ...QUIET_ACCOUNT,
  between: true,
  conversation: null,
  group: null,
};

/** @param known of the event's pair, actor, conversation and group, as far as anything is */
export function historyOf(event: Event, known: Histories): History {
  const { actor, target, conversation } = event;
  const at = Date.parse(event.at);
  const between = target !== undefined && target.id !== actor.id;
  return {
    ...(between ? pairFacts(sidesOf(known.pair ?? NEW_PAIR, actor.id, target.id), at) : STRANGERS),
    ...accountFacts(known.account ?? NEW_ACCOUNT, at, bandOf(actor)),
    between,
    conversation:
      conversation === undefined ? null : placeFacts(known.conversation ?? NEW_PLACE, actor.id, at),
    group: groupOf(event) === null ? null : placeFacts(known.group ?? NEW_PLACE, actor.id, at),
  };
}

function pairFacts({ own, other }: { readonly own: Side; readonly other: Side }, at: number): PairFacts {
  const begun = Math.min(own.first ?? Number.POSITIVE_INFINITY, other.first ?? Number.POSITIVE_INFINITY);
  const repliedAt = other.messages > 0 ? other.last : null;
  return {
    first_contact: own.first === null,
    replied: other.messages > 0,
    wrote_first: begun === Number.POSITIVE_INFINITY ? null : begun === own.first ? 'actor' : 'target',
    messages_1h: own.recent.filter((sent) => sent <= at && at - sent < HOUR_MS).length,
    unanswered: own.recent.filter((sent) => repliedAt === null || sent > repliedAt).length,
    replies: other.messages,
    requests: own.requests,
    hours_known: begun === Number.POSITIVE_INFINITY ? 0 : Math.max(0, (at - begun) / HOUR_MS),
    refused_before: other.rejected !== null && other.rejected <= at,
    asked: within(own.families, at),
    asked_back: within(other.families, at),
  };
}

function within(
  families: PairHistory['low']['families'],
  at: number,
): Readonly<Partial<Record<FamilyCode, number>>> {
  return Object.fromEntries(
    Object.entries(families)
      .filter(([, { first, last }]) => first <= at && at - last < 30 * DAY_MS)
      .map(([code, { count }]) => [code, count]),
  );
}
