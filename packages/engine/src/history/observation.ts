import type { Event, Person } from '../event/event.ts';
import type { AgeBand } from '../event/vocabulary.ts';
import type { FamilyCode } from './families.ts';

/** What one did towards another: wrote, or asked to be let in touch. */
export interface ContactObservation {
  readonly kind: 'message' | 'request';
  readonly event: string;
  /** Milliseconds since 1970, by the event. */
  readonly at: number;
  readonly actor: string;
  readonly target: string;
  readonly actorBand: AgeBand;
  readonly targetBand: AgeBand;
  /** `null`: the service did not say. */
  readonly connected: boolean | null;
  /** Families of asking seen in the text; none where there is no text. */
  readonly families: readonly FamilyCode[];
  /** A number that is the same for the same words, to know copies by; `null` where there is no text. */
  readonly wording: number | null;
  readonly conversation: string | null;
}

/** What one wrote to many. */
export interface GroupObservation {
  readonly kind: 'group';
  readonly event: string;
  readonly at: number;
  readonly actor: string;
  readonly actorBand: AgeBand;
  readonly group: string | null;
  readonly conversation: string | null;
  /** How many of those who get it are children, as far as the event says. */
  readonly children: number;
}

/** How one answered the contact of another. `actor` is who refused, blocked or reported, `target` whom. */
export interface ReactionObservation {
  readonly kind: Reaction;
  /** Its name; the same reaction told twice has the same. */
  readonly event: string;
  readonly at: number;
  readonly actor: string;
  readonly target: string;
}

export const REACTIONS = ['refused', 'blocked', 'reported'] as const;
export type Reaction = (typeof REACTIONS)[number];

/** What the history keeps of one event: never what was written. */
export type Observation = ContactObservation | GroupObservation | ReactionObservation;

export function isReaction(seen: Observation): seen is ReactionObservation {
  return (REACTIONS as readonly string[]).includes(seen.kind);
}

const CONTACTS: Readonly<Partial<Record<Event['kind'], ContactObservation['kind']>>> = {
  message: 'message',
  image: 'message',
  live_chat: 'message',
  contact_request: 'request',
  group_invite: 'request',
};
const TO_MANY: ReadonlySet<Event['kind']> = new Set(['group_message', 'live_chat', 'image']);
/** Clocks of services differ a little; what is later than this belongs to no window yet. */
const AHEAD_MS = 5 * 60_000;

/**
 * What there is to remember of an event; null where it is neither between two people nor to a group or conversation,
 * or is by somebody to themselves.
 *
 * @param families which the text shows
 * @param wording of the text, by `wordingOf`
 * @param decidedAt milliseconds since 1970: an event from the future counts as of shortly after it
 */
export function observe(
  event: Event,
  families: readonly FamilyCode[],
  wording: number | null,
  decidedAt = Number.POSITIVE_INFINITY,
): Observation | null {
  const { actor, target } = event;
  const base = {
    event: event.id,
    at: Math.min(Date.parse(event.at), decidedAt + AHEAD_MS),
    actor: actor.id,
    actorBand: bandOf(actor),
    conversation: event.conversation ?? null,
  };
  if (target !== undefined) {
    const kind = CONTACTS[event.kind];
    if (kind === undefined || target.id === actor.id) return null;
    return {
      ...base,
      kind,
      target: target.id,
      targetBand: bandOf(target),
      connected: event.relationship?.connected ?? null,
      families,
      wording,
    };
  }
  const group = groupOf(event);
  if (!TO_MANY.has(event.kind) || (group === null && base.conversation === null)) return null;
  return { ...base, kind: 'group', group, children: childrenIn(event) };
}

/** The group an event goes to; null where it goes to none, or to one without a name. */
export function groupOf({ audience }: Event): string | null {
  return typeof audience === 'object' && audience.kind === 'group' ? (audience.id ?? null) : null;
}

function childrenIn({ audience }: Event): number {
  if (typeof audience !== 'object') return 0;
  return audience.children ?? audience.members?.filter((one) => isChild(bandOf(one))).length ?? 0;
}

export function bandOf(person: Person): AgeBand {
  return person.age?.band ?? 'unknown';
}

export function isChild(band: string): boolean {
  return band === 'under_13' || band === '13_15' || band === '16_17';
}

/** Words that are short or few say nothing of copying: everybody says hello. */
const LEAST_WORDS = 4;

/**
 * FNV-1a over the words of a normalised text, in 32 bits; null where it is too short to know a copy by.
 *
 * @param plain the text with disguise undone
 */
export function wordingOf(plain: string): number | null {
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length < LEAST_WORDS) return null;
  let hash = 0x811c9dc5;
  for (const char of words.join(' ')) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x0100_0193);
  return hash >>> 0;
}
