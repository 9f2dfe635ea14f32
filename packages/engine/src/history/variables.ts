import type { History } from './facts.ts';

/** A fact of the history that expressions may ask for. */
export interface HistoryVariable {
  readonly type: 'bool' | 'int' | 'double';
  readonly doc: string;
  /** Null where it is not known. @param night whether an hour of the day, UTC, is night where the service is */
  readonly read: (history: History, night: (hour: number) => boolean) => boolean | number | null;
}

/** True of two people alone. */
const ofTwo =
  <T>(read: (history: History) => T) =>
  (history: History): T | null =>
    history.between ? read(history) : null;

/** All of `history`, by name: the type checker, the facts and the reference are made from this. */
export const HISTORY_VARIABLES = {
  first_contact: {
    type: 'bool',
    doc: 'The actor has never written to the target, nor asked to be connected.',
    read: ofTwo(({ first_contact }) => first_contact),
  },
  replied: {
    type: 'bool',
    doc: 'The target has written to the actor before.',
    read: ofTwo(({ replied }) => replied),
  },
  replies: {
    type: 'int',
    doc: 'How often the target wrote to the actor.',
    read: ofTwo(({ replies }) => replies),
  },
  wrote_first: {
    type: 'bool',
    doc: 'Of the two, the actor wrote first, or does so now.',
    read: ofTwo(({ wrote_first }) => wrote_first !== 'target'),
  },
  hours_known: {
    type: 'double',
    doc: 'Hours since the first of the two wrote to the other.',
    read: ofTwo(({ hours_known }) => hours_known),
  },
  messages_1h: {
    type: 'int',
    doc: 'Messages from the actor to the target in an hour; at most 40.',
    read: ofTwo(({ messages_1h }) => messages_1h),
  },
  unanswered: {
    type: 'int',
    doc: 'Messages from the actor since the target last wrote; at most 40.',
    read: ofTwo(({ unanswered }) => unanswered),
  },
  requests: {
    type: 'int',
    doc: 'How often the actor asked the target to be let in touch.',
    read: ofTwo(({ requests }) => requests),
  },
  refused_before: {
    type: 'bool',
    doc: 'The target has refused, blocked or reported the actor before.',
    read: ofTwo(({ refused_before }) => refused_before),
  },
  contacts_24h: {
    type: 'int',
    doc: 'People whom the actor wrote to for the first time in 24 hours. Here and below: by whole hours; “for the first time” is in 31 days; exact up to 64 people on a day, an estimate beyond.',
    read: ({ contacts_24h }) => contacts_24h,
  },
  contacts_7d: { type: 'int', doc: 'The same in 7 days.', read: ({ contacts_7d }) => contacts_7d },
  new_under_13_7d: {
    type: 'int',
    doc: 'Of those, how many are under 13.',
    read: ({ new_7d }) => new_7d.under_13 ?? 0,
  },
  new_13_15_7d: { type: 'int', doc: 'How many are 13 to 15.', read: ({ new_7d }) => new_7d['13_15'] ?? 0 },
  new_16_17_7d: { type: 'int', doc: 'How many are 16 or 17.', read: ({ new_7d }) => new_7d['16_17'] ?? 0 },
  new_adults_7d: { type: 'int', doc: 'How many are adults.', read: ({ new_7d }) => new_7d.adult ?? 0 },
  new_unknown_7d: {
    type: 'int',
    doc: 'Of how many the age was not known.',
    read: ({ new_7d }) => new_7d.unknown ?? 0,
  },
  new_children_7d: {
    type: 'int',
    doc: 'Children whom the actor wrote to for the first time in 7 days.',
    read: ({ new_children_7d }) => new_children_7d,
  },
  children_share_7d: {
    type: 'double',
    doc: 'Of the people whom the actor wrote to for the first time in 7 days, the share that are children; unknown where there are none.',
    read: ({ children_share_7d }) => children_share_7d,
  },
  ignored_share_7d: {
    type: 'double',
    doc: 'Of those, the share that have not answered by the next hour or later; unknown where there are none.',
    read: ({ ignored_share_7d }) => ignored_share_7d,
  },
  copies_7d: {
    type: 'int',
    doc: 'The most people who got one and the same opening from the actor in 7 days.',
    read: ({ copies_7d }) => copies_7d,
  },
  refused_30d: {
    type: 'int',
    doc: 'People who refused what was held for them from the actor, or whose guardian did, in 30 days.',
    read: ({ refused_30d }) => refused_30d,
  },
  blocked_30d: {
    type: 'int',
    doc: 'People who blocked or muted the actor in 30 days.',
    read: ({ blocked_30d }) => blocked_30d,
  },
  reports_30d: {
    type: 'int',
    doc: 'People who reported the actor in 30 days.',
    read: ({ reports_30d }) => reports_30d,
  },
  rejected_share_30d: {
    type: 'double',
    doc: 'People who refused, blocked or reported the actor, for each whom the actor wrote to in 30 days; at most 1, unknown where there are none.',
    read: ({ rejected_share_30d }) => rejected_share_30d,
  },
  sent_24h: {
    type: 'int',
    doc: 'Messages and requests of the actor, to whomever, in 24 hours.',
    read: ({ sent_24h }) => sent_24h,
  },
  most_in_an_hour_24h: {
    type: 'int',
    doc: 'The most of them in one hour.',
    read: ({ most_in_an_hour_24h }) => most_in_an_hour_24h,
  },
  night_share_7d: {
    type: 'double',
    doc: 'Of the actor’s messages and requests of 7 days, the share between 22:00 and 06:00 in the service’s zone; unknown where there are none.',
    read: ({ by_hour_7d }, night) => {
      const all = Object.entries(by_hour_7d);
      const total = all.reduce((sum, [, count]) => sum + count, 0);
      const late = all.reduce((sum, [hour, count]) => sum + (night(Number(hour)) ? count : 0), 0);
      return total === 0 ? null : late / total;
    },
  },
  groups_7d: { type: 'int', doc: 'Groups the actor wrote to in 7 days.', read: ({ groups_7d }) => groups_7d },
  group_children_7d: {
    type: 'int',
    doc: 'Children in those groups, as the events said.',
    read: ({ group_children_7d }) => group_children_7d,
  },
  claimed_bands_30d: {
    type: 'int',
    doc: 'How many age bands the actor was given in 30 days.',
    read: ({ claimed_bands_30d }) => claimed_bands_30d,
  },
  conversation_messages: {
    type: 'int',
    doc: 'Messages in the conversation before this one.',
    read: ({ conversation }) => conversation?.messages ?? null,
  },
  conversation_messages_1h: {
    type: 'int',
    doc: 'Of the last hour; at most 40.',
    read: ({ conversation }) => conversation?.messages_1h ?? null,
  },
  conversation_hours: {
    type: 'double',
    doc: 'Hours since its first message.',
    read: ({ conversation }) => conversation?.hours ?? null,
  },
  conversation_people_7d: {
    type: 'int',
    doc: 'People who wrote in it in 7 days.',
    read: ({ conversation }) => conversation?.people_7d ?? null,
  },
  conversation_children_7d: {
    type: 'int',
    doc: 'Children among them.',
    read: ({ conversation }) => conversation?.children_7d ?? null,
  },
  group_messages_1h: {
    type: 'int',
    doc: 'Messages in the group in an hour; at most 40.',
    read: ({ group }) => group?.messages_1h ?? null,
  },
  group_people_7d: {
    type: 'int',
    doc: 'People who wrote in the group in 7 days.',
    read: ({ group }) => group?.people_7d ?? null,
  },
  group_active_children_7d: {
    type: 'int',
    doc: 'Children among them.',
    read: ({ group }) => group?.children_7d ?? null,
  },
  first_in_group: {
    type: 'bool',
    doc: 'The actor has not written in the group in 7 days.',
    read: ({ group }) => group?.first_there ?? null,
  },
} as const satisfies Record<string, HistoryVariable>;

export type HistoryVariableName = keyof typeof HISTORY_VARIABLES;

/** Of a service, by its local hour. */
export function isNight(hour: number): boolean {
  return hour >= 22 || hour < 6;
}
