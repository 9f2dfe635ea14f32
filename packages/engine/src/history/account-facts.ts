import { AGE_BANDS, type AgeBand } from '../event/vocabulary.ts';
import { type AccountHistory, HEARD, REACTED, REACTION_LETTERS, WROTE } from './account.ts';
import { type DayBook, dayOf, findPage, HOUR_MS, hourOf, weigher } from './day-book.ts';
import { isChild, type Reaction } from './observation.ts';

const DAY = 24;
const WEEK = 7 * DAY;
const MONTH = 30 * DAY;

/**
 * What the actor of an event did towards others before it. Windows are of whole hours. People are new where the actor
 * has not written to them before in 31 days; how many there are is exact up to 64 on a day, and an estimate beyond.
 */
export interface AccountFacts {
  /** People the actor wrote to for the first time. */
  readonly contacts_24h: number;
  readonly contacts_7d: number;
  /** Of those of 7 days, how many events gave each band. */
  readonly new_7d: Readonly<Partial<Record<AgeBand, number>>>;
  readonly new_children_7d: number;
  /** The share that are children, and that did not answer for an hour or more; null where there are none. */
  readonly children_share_7d: number | null;
  readonly ignored_share_7d: number | null;
  /** The most people who got one and the same wording first. */
  readonly copies_7d: number;
  /** People who refused, blocked or reported the actor in 30 days. */
  readonly refused_30d: number;
  readonly blocked_30d: number;
  readonly reports_30d: number;
  /** How many people did any of it, for each whom the actor wrote to in 30 days, at most 1; null where nobody. */
  readonly rejected_share_30d: number | null;
  /** Messages and requests of the actor, to whomever. */
  readonly sent_24h: number;
  /** The most in one hour of the last 24. */
  readonly most_in_an_hour_24h: number;
  /** Of 7 days, how many in each hour of the day, UTC; of hours with none nothing is said. */
  readonly by_hour_7d: Readonly<Record<string, number>>;
  /** Groups the actor wrote to, and the children who were told to be in them. */
  readonly groups_7d: number;
  readonly group_children_7d: number;
  /** How many age bands events gave the actor in 30 days. */
  readonly claimed_bands_30d: number;
}

export const QUIET_ACCOUNT: AccountFacts = {
  contacts_24h: 0,
  contacts_7d: 0,
  new_7d: {},
  new_children_7d: 0,
  children_share_7d: null,
  ignored_share_7d: null,
  copies_7d: 0,
  refused_30d: 0,
  blocked_30d: 0,
  reports_30d: 0,
  rejected_share_30d: null,
  sent_24h: 0,
  most_in_an_hour_24h: 0,
  by_hour_7d: {},
  groups_7d: 0,
  group_children_7d: 0,
  claimed_bands_30d: 0,
};

/** Somebody whom the actor wrote to, with the first time in the month before. */
interface Begun {
  readonly id: string;
  readonly hour: number;
  readonly band: AgeBand;
  readonly wording: number;
  /** For how many it stands. */
  readonly weight: number;
}

/** @param at milliseconds since 1970, @param band which the event gives the actor */
export function accountFacts(account: AccountHistory, at: number, band: AgeBand): AccountFacts {
  const claimed_bands_30d = claimed(account.bands, at, band);
  if (account.latest < 0) return { ...QUIET_ACCOUNT, claimed_bands_30d };
  const now = hourOf(at);
  const all = begunBefore(account.wrote, now);
  const week = all.filter(({ hour }) => hour > now - WEEK);
  const children = week.filter((one) => isChild(one.band));
  const groups = account.groups.flatMap(({ days }) => {
    const recent = days.filter(([hour]) => hour <= now && hour > now - WEEK);
    return recent.length === 0 ? [] : [Math.max(...recent.map(([, less = 0]) => -less))];
  });
  const hours = account.hours.filter(([hour]) => hour <= now && hour > now - WEEK);
  const day = hours.filter(([hour]) => hour > now - DAY).map(([, count]) => count);
  return {
    contacts_24h: sum(all.filter(({ hour }) => hour > now - DAY)),
    contacts_7d: sum(week),
    new_7d: byBand(week),
    new_children_7d: sum(children),
    children_share_7d: share(children, week),
    ignored_share_7d: ignored(account.heard, week, now),
    copies_7d: mostAlike(week),
    ...rejected(account.reactions, all, now),
    sent_24h: day.reduce((total, count) => total + count, 0),
    most_in_an_hour_24h: Math.max(0, ...day),
    by_hour_7d: byHour(hours),
    groups_7d: groups.length,
    group_children_7d: groups.reduce((total, count) => total + count, 0),
    claimed_bands_30d,
  };
}

function begunBefore(wrote: DayBook, now: number): readonly Begun[] {
  const weigh = weigher(wrote, WROTE.perDay);
  return wrote.flatMap(({ id, days }): readonly Begun[] => {
    const [first] = days;
    if (first === undefined || first[0] > now) return [];
    const latest = days.findLast(([hour]) => hour <= now) ?? first;
    const weight = weigh(dayOf(first[0]), id) ?? 0;
    return [
      { id, hour: first[0], band: AGE_BANDS[latest[1] ?? -1] ?? 'unknown', wording: first[2] ?? 0, weight },
    ];
  });
}

function sum(people: readonly Begun[]): number {
  return Math.round(people.reduce((total, { weight }) => total + weight, 0));
}

function share(some: readonly Begun[], all: readonly Begun[]): number | null {
  const weightOf = (people: readonly Begun[]): number => people.reduce((total, one) => total + one.weight, 0);
  return all.length === 0 ? null : weightOf(some) / weightOf(all);
}

function byBand(people: readonly Begun[]): Readonly<Partial<Record<AgeBand, number>>> {
  const bands = AGE_BANDS.map((band) => [band, sum(people.filter((one) => one.band === band))] as const);
  return Object.fromEntries(bands.filter(([, count]) => count > 0));
}

/** Of those written to a while ago; where a day was too full to tell whether somebody answered, they are left out. */
function ignored(heard: DayBook, week: readonly Begun[], now: number): number | null {
  const weigh = weigher(heard, HEARD.perDay);
  const waited = week.filter(({ id, hour }) => {
    if (hour >= now) return false;
    for (let day = dayOf(hour); day <= dayOf(now); day++) if (weigh(day, id) === null) return false;
    return true;
  });
  const silent = waited.filter(
    ({ id, hour }) => !findPage(heard, id)?.days.some(([, less = 0]) => -less >= hour && -less <= now),
  );
  return share(silent, waited);
}

function mostAlike(people: readonly Begun[]): number {
  const counts = new Map<number, number>();
  for (const { wording, weight } of people)
    if (wording !== 0) counts.set(wording, (counts.get(wording) ?? 0) + weight);
  return Math.round(Math.max(0, ...counts.values()));
}

function rejected(
  reactions: DayBook,
  contacts: readonly Begun[],
  now: number,
): Pick<AccountFacts, 'refused_30d' | 'blocked_30d' | 'reports_30d' | 'rejected_share_30d'> {
  const weigh = weigher(reactions, REACTED.perDay);
  const recent = reactions.flatMap(({ id, days }) => {
    const seen = days.find(([hour]) => hour <= now && hour > now - MONTH);
    return seen === undefined ? [] : [{ id, weight: weigh(dayOf(seen[0]), id) ?? 0 }];
  });
  const of = (kind: Reaction): number =>
    Math.round(
      recent.reduce(
        (total, { id, weight }) => total + (id.startsWith(REACTION_LETTERS[kind]) ? weight : 0),
        0,
      ),
    );
  const people = new Set(recent.map(({ id }) => id.slice(1))).size;
  const month = sum(contacts.filter(({ hour }) => hour > now - MONTH));
  return {
    refused_30d: of('refused'),
    blocked_30d: of('blocked'),
    reports_30d: of('reported'),
    rejected_share_30d: month === 0 ? null : Math.min(1, people / month),
  };
}

function byHour(hours: AccountHistory['hours']): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [hour, count] of hours) counts[hour % 24] = (counts[hour % 24] ?? 0) + count;
  return counts;
}

function claimed(bands: AccountHistory['bands'], at: number, now: AgeBand): number {
  const recent = Object.entries(bands).flatMap(([band, last]) =>
    band !== 'unknown' && last <= at && at - last < MONTH * HOUR_MS ? [band] : [],
  );
  return new Set(now === 'unknown' ? recent : [...recent, now]).size;
}
