import { AGE_BANDS, type AgeBand } from '../event/vocabulary.ts';
import {
  type BookLimits,
  type DayBook,
  dayOf,
  entered,
  hourOf,
  type Sighting,
  withoutOld,
} from './day-book.ts';
import {
  type ContactObservation,
  type GroupObservation,
  isReaction,
  type Observation,
  type Reaction,
  type ReactionObservation,
} from './observation.ts';

/**
 * What an account has done towards others, and they towards it, in the last month. It is kept by hours and days: what
 * is entered twice, or in another order, comes to the same.
 */
export interface AccountHistory {
  /** Hour since 1970 of the latest it was seen to do; all windows end there. −1 where it was seen to do nothing. */
  readonly latest: number;
  /** Whom it wrote to or asked, per day: `[hour, band, wording]`; see `worded`. */
  readonly wrote: DayBook;
  /** Who wrote to it, per day: `[first hour of the day, −hour of the latest]`. */
  readonly heard: DayBook;
  /** Groups it wrote to, per day: `[hour, −children]`. */
  readonly groups: DayBook;
  /** Who refused, blocked or reported it, per day, each under the letter of which and their id. */
  readonly reactions: DayBook;
  /** Hours in which it wrote, with how often, in their order. */
  readonly hours: readonly (readonly [hour: number, count: number])[];
  /** Bands that events gave the account itself, with the latest time of each. */
  readonly bands: Readonly<Partial<Record<AgeBand, number>>>;
}

/** Of a day as many people as this are told apart; beyond, their number is estimated from them. */
export const PER_DAY = 64;
export const MONTH = 31;
export const WEEK = 8;

export const WROTE: BookLimits = { perDay: PER_DAY, days: MONTH };
export const HEARD: BookLimits = { perDay: PER_DAY, days: MONTH };
export const GROUPS: BookLimits = { perDay: 16, days: WEEK };
export const REACTED: BookLimits = { perDay: PER_DAY, days: MONTH };
/** A wording is compared for this many days. */
const WORDED_DAYS = WEEK;

export const NEW_ACCOUNT: AccountHistory = {
  latest: -1,
  wrote: [],
  heard: [],
  groups: [],
  reactions: [],
  hours: [],
  bands: {},
};

export const REACTION_LETTERS: Readonly<Record<Reaction, string>> = {
  refused: 'f',
  blocked: 'b',
  reported: 'r',
};

/** An account's history with one event more; an event that says nothing of it changes nothing. */
export function foldAccount(account: AccountHistory, id: string, seen: Observation): AccountHistory {
  if (isReaction(seen)) return seen.target === id ? foldReaction(account, seen) : account;
  if (seen.actor === id) return seen.kind === 'group' ? foldGroup(account, seen) : foldActor(account, seen);
  return seen.kind === 'message' && seen.target === id ? foldHeard(account, seen) : account;
}

function foldActor(before: AccountHistory, seen: ContactObservation): AccountHistory {
  const hour = hourOf(seen.at);
  const account = acted(before, hour, seen.actorBand, seen.at);
  const { latest } = account;
  const isFresh = hour > latest - WORDED_DAYS * 24;
  const sighting: Sighting = [hour, AGE_BANDS.indexOf(seen.targetBand), isFresh ? worded(seen.wording) : 0];
  return { ...account, wrote: entered(account.wrote, seen.target, sighting, latest, WROTE) };
}

function foldGroup(before: AccountHistory, seen: GroupObservation): AccountHistory {
  const hour = hourOf(seen.at);
  const account = acted(before, hour, seen.actorBand, seen.at);
  const group = seen.group ?? seen.conversation;
  if (group === null) return account;
  const groups = entered(account.groups, group, [hour, -seen.children], account.latest, GROUPS);
  return { ...account, groups };
}

/** The target has heard from the actor. A request is no answer. */
function foldHeard(account: AccountHistory, { actor, at }: ContactObservation): AccountHistory {
  const hour = hourOf(at);
  const moved = movedTo(account, hour);
  const later: Sighting = [dayOf(hour) * 24, -hour];
  return { ...moved, heard: entered(moved.heard, actor, later, moved.latest, HEARD) };
}

function foldReaction(account: AccountHistory, seen: ReactionObservation): AccountHistory {
  const hour = hourOf(seen.at);
  const moved = movedTo(account, hour);
  const who = REACTION_LETTERS[seen.kind] + seen.actor;
  return { ...moved, reactions: entered(moved.reactions, who, [hour], moved.latest, REACTED) };
}

function acted(before: AccountHistory, hour: number, band: AgeBand, at: number): AccountHistory {
  const account = movedTo(before, hour);
  const hours = hour <= account.latest - WEEK * 24 ? account.hours : counted(account.hours, hour);
  return { ...account, hours, bands: { ...account.bands, [band]: Math.max(account.bands[band] ?? 0, at) } };
}

/** With all windows ending at this hour, where it is later than any before. */
function movedTo(account: AccountHistory, hour: number): AccountHistory {
  if (hour <= account.latest) return account;
  return {
    ...account,
    latest: hour,
    wrote: withoutWording(withoutOld(account.wrote, hour, WROTE.days), hour),
    heard: withoutOld(account.heard, hour, HEARD.days),
    groups: withoutOld(account.groups, hour, GROUPS.days),
    reactions: withoutOld(account.reactions, hour, REACTED.days),
    hours: account.hours.filter(([one]) => one > hour - WEEK * 24),
  };
}

/** A wording as the last number of a sighting: below zero, so that any is less than none, which is 0. */
export function worded(wording: number | null): number {
  return wording === null ? 0 : -1 - wording;
}

function withoutWording(wrote: DayBook, latest: number): DayBook {
  const isStale = ([hour, , wording]: Sighting): boolean =>
    wording !== 0 && hour <= latest - WORDED_DAYS * 24;
  if (!wrote.some(({ days }) => days.some(isStale))) return wrote;
  return wrote.map(({ id, days }) => ({
    id,
    days: days.map((one): Sighting => (isStale(one) ? [one[0], one[1] ?? 0, 0] : one)),
  }));
}

function counted(hours: AccountHistory['hours'], hour: number): AccountHistory['hours'] {
  const at = hours.findIndex(([one]) => one >= hour);
  const known = hours[at];
  if (known === undefined) return [...hours, [hour, 1]];
  return known[0] === hour ? hours.with(at, [hour, known[1] + 1]) : hours.toSpliced(at, 0, [hour, 1]);
}
