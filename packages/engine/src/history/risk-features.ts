import type { Event } from '../event/event.ts';
import type { History } from './facts.ts';
import { FAMILY_CODES, type FamilyCode } from './families.ts';
import { bandOf, isChild } from './observation.ts';

/** Everything that contact risk is weighed from, each 0 to 1, and each such that more of it never lowers the risk. */
export const RISK_FEATURES = [
  ...FAMILY_CODES,
  /** Of the families named above, how many there are together: (n − 1) / 5. */
  'several_families',
  /** A request that leads away from the service or to the person: another app, a picture, meeting. */
  'asks_now',
  /** An adult, or somebody of whom nothing is known. */
  'actor_adult',
  'actor_unknown',
  /** A band older than the other, both children. */
  'actor_older',
  /** Neither connected nor … */
  'not_connected',
  'no_mutual',
  'new_account',
  /** They have known each other, by what was folded, for less than a day. */
  'new_contact',
  /** Several messages that nobody answered. */
  'unanswered',
  'many_children',
  'ignored',
  'copies',
  'claims_changed',
  'night',
] as const;
export type RiskFeature = (typeof RISK_FEATURES)[number];

/** Where a feature is missing it is 0. */
export type RiskInput = Readonly<Partial<Record<RiskFeature, number>>>;

const DAY = 86_400_000;

/**
 * What an event and its history say about the risk of this contact to its target; null where the target is not a
 * child, or the actor is one of the same band: then there is no such risk to weigh.
 *
 * @param families that the event's own text shows
 * @param hour local, 0 to 23
 */
export function riskInput(
  event: Event,
  history: History | null,
  families: readonly FamilyCode[],
  hour: number,
): RiskInput | null {
  const { actor, target, relationship } = event;
  if (target === undefined || !isChild(bandOf(target))) return null;
  const standing = standingOf(bandOf(actor), bandOf(target));
  if (standing === null) return null;
  const asked = new Set([...families, ...(Object.keys(history?.asked ?? {}) as FamilyCode[])]);
  const madeDays =
    actor.created_at === undefined ? null : (Date.parse(event.at) - Date.parse(actor.created_at)) / DAY;
  const yes = (said: boolean): number => (said ? 1 : 0);
  return {
    ...Object.fromEntries([...asked].map((code) => [code, weightOf(code, families, history)])),
    several_families: Math.min(1, Math.max(0, asked.size - 1) / 5),
    asks_now: yes(leadsAway(families)),
    [standing]: 1,
    not_connected: yes(relationship?.connected !== true),
    no_mutual: noMutual(relationship),
    new_account: madeDays === null ? 0 : yes(madeDays < 30),
    new_contact: history === null ? 0 : yes(history.hours_known < 24),
    unanswered: Math.min(1, Math.max(0, (history?.unanswered ?? 0) - 2) / 6),
    many_children: Math.min(1, Math.max(0, (history?.new_children_7d ?? 0) - 2) / 6),
    ignored: (history?.contacts_24h ?? 0) >= 4 ? (history?.ignored_share_7d ?? 0) : 0,
    copies: Math.min(1, Math.max(0, (history?.copies_7d ?? 0) - 1) / 4),
    claims_changed: yes((history?.claimed_bands_30d ?? 0) > 1),
    night: yes(hour >= 22 || hour < 6),
  };
}

const LEADS_AWAY: ReadonlySet<FamilyCode> = new Set(['other_app', 'picture', 'meeting']);

/** Whether one of these leads away from the service or to the person: another app, a picture, a meeting. */
export function leadsAway(families: readonly FamilyCode[]): boolean {
  return families.some((code) => LEADS_AWAY.has(code));
}

/** Whether there is such a risk to weigh: the target is a child and the actor is not one of the same age or younger. */
export function weighsContact({ actor, target }: Event): boolean {
  return (
    target !== undefined && isChild(bandOf(target)) && standingOf(bandOf(actor), bandOf(target)) !== null
  );
}

/** Where the service does not say, two who are connected are taken to know a few people in common, others nobody. */
function noMutual(relationship: Event['relationship']): number {
  const mutual = relationship?.mutual_connections ?? (relationship?.connected === true ? 3 : 0);
  return 1 / (1 + mutual);
}

/** Once counts for half: what is asked twice is meant. */
function weightOf(code: FamilyCode, now: readonly FamilyCode[], history: History | null): number {
  const times = (history?.asked[code] ?? 0) + (now.includes(code) ? 1 : 0);
  return 1 - 0.5 ** times;
}

const ORDER = ['under_13', '13_15', '16_17'];

function standingOf(actor: string, target: string): 'actor_adult' | 'actor_unknown' | 'actor_older' | null {
  if (actor === 'adult') return 'actor_adult';
  if (actor === 'unknown') return 'actor_unknown';
  return ORDER.indexOf(actor) > ORDER.indexOf(target) ? 'actor_older' : null;
}
