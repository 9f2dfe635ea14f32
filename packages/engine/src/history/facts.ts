import type { Event } from '../event/event.ts';
import { type AccountHistory, NEW_ACCOUNT } from './account.ts';
import type { FamilyCode } from './families.ts';
import { bandOf } from './observation.ts';
import { NEW_PAIR, type PairHistory, sidesOf } from './pair.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * What happened before an event between its two people, as plain JSON: what expressions read as `history`, and what a
 * record keeps so that its decision can be made again. Counts are of what came before; the event itself is not in them.
 */
export interface History {
  /** The actor has never written to the target, nor asked to. */
  readonly first_contact: boolean;
  /** The target has written to the actor. */
  readonly replied: boolean;
  /** Who of the two wrote first; null where nobody has. */
  readonly wrote_first: 'actor' | 'target' | null;
  /** Messages of the actor to the target: in the last hour, and since the target last wrote. At most 40. */
  readonly messages_1h: number;
  readonly unanswered: number;
  /** Hours since the first of the two wrote to the other; 0 where nobody has. */
  readonly hours_known: number;
  /** People the actor wrote to for the first time: in 24 hours, and children among them in 7 days. At most 256. */
  readonly contacts_24h: number;
  readonly new_children_7d: number;
  /** Of the people it wrote to in 7 days, the share that are children, and that did not answer; null where nobody. */
  readonly children_share_7d: number | null;
  readonly ignored_share_7d: number | null;
  /** The most people who got one and the same wording first, in 7 days. */
  readonly copies_7d: number;
  /** How many age bands events gave the actor in 30 days. */
  readonly claimed_bands_30d: number;
  /** Families of asking in 30 days, with how often: by the actor towards the target, and the other way. */
  readonly asked: Readonly<Partial<Record<FamilyCode, number>>>;
  readonly asked_back: Readonly<Partial<Record<FamilyCode, number>>>;
}

/** @param pair of the event's two people, @param account of its actor; undefined where nothing is known */
export function historyOf(
  event: Event,
  pair: PairHistory | undefined,
  account: AccountHistory | undefined,
): History | null {
  const { actor, target } = event;
  if (target === undefined || target.id === actor.id) return null;
  const at = Date.parse(event.at);
  const { own, other } = sidesOf(pair ?? NEW_PAIR, actor.id, target.id);
  const contacts = (account ?? NEW_ACCOUNT).contacts.flatMap(({ first, ...contact }) =>
    first !== null && first <= at ? [{ ...contact, first }] : [],
  );
  const week = contacts.filter(({ first }) => at - first < 7 * DAY);
  const children = week.filter(({ band }) => isChild(band)).length;
  const waited = week.filter(({ first }) => at - first > HOUR);
  const begun = Math.min(own.first ?? Number.POSITIVE_INFINITY, other.first ?? Number.POSITIVE_INFINITY);
  const repliedAt = other.messages > 0 ? other.last : null;
  return {
    first_contact: own.first === null,
    replied: other.messages > 0,
    wrote_first: begun === Number.POSITIVE_INFINITY ? null : begun === own.first ? 'actor' : 'target',
    messages_1h: own.recent.filter((sent) => sent <= at && at - sent < HOUR).length,
    unanswered: own.recent.filter((sent) => repliedAt === null || sent > repliedAt).length,
    hours_known: begun === Number.POSITIVE_INFINITY ? 0 : Math.max(0, (at - begun) / HOUR),
    contacts_24h: contacts.filter(({ first }) => at - first < DAY).length,
    new_children_7d: children,
    children_share_7d: week.length === 0 ? null : children / week.length,
    ignored_share_7d:
      waited.length === 0
        ? null
        : waited.filter(({ first, heard }) => heard === null || heard < first).length / waited.length,
    copies_7d: mostAlike(week.map(({ opening }) => opening)),
    claimed_bands_30d: claimed(account ?? NEW_ACCOUNT, at, bandOf(actor)),
    asked: within(own.families, at),
    asked_back: within(other.families, at),
  };
}

export function isChild(band: string): boolean {
  return band === 'under_13' || band === '13_15' || band === '16_17';
}

function within(
  families: PairHistory['low']['families'],
  at: number,
): Readonly<Partial<Record<FamilyCode, number>>> {
  return Object.fromEntries(
    Object.entries(families)
      .filter(([, { first, last }]) => first <= at && at - last < 30 * DAY)
      .map(([code, { count }]) => [code, count]),
  );
}

function mostAlike(openings: readonly (number | null)[]): number {
  const counts = new Map<number, number>();
  for (const opening of openings) if (opening !== null) counts.set(opening, (counts.get(opening) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

function claimed({ bands }: AccountHistory, at: number, now: string): number {
  const recent = Object.entries(bands).flatMap(([band, last]) =>
    band !== 'unknown' && last <= at && at - last < 30 * DAY ? [band] : [],
  );
  return new Set(now === 'unknown' ? recent : [...recent, now]).size;
}
