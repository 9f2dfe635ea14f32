import type { Event, Person } from '../event/event.ts';
import type { AgeBand } from '../event/vocabulary.ts';
import type { FamilyCode } from './families.ts';

/** What the history keeps of one event between two people: never what was written. */
export interface Observation {
  readonly event: string;
  /** Milliseconds since 1970, by the event. */
  readonly at: number;
  readonly actor: string;
  readonly target: string;
  readonly kind: 'message' | 'request';
  readonly actorBand: AgeBand;
  readonly targetBand: AgeBand;
  /** `null`: the service did not say. */
  readonly connected: boolean | null;
  /** Families of asking seen in the text; none where there is no text. */
  readonly families: readonly FamilyCode[];
  /** A number that is the same for the same words, to know copies by; `null` where there is no text. */
  readonly wording: number | null;
}

/**
 * What there is to remember of an event; null where it is not between two people, or is by somebody to themselves.
 *
 * @param families which the text shows
 * @param wording of the text, by `wordingOf`
 */
export function observe(
  event: Event,
  families: readonly FamilyCode[],
  wording: number | null,
): Observation | null {
  const { actor, target } = event;
  if (target === undefined || target.id === actor.id) return null;
  const kind = event.kind === 'contact_request' ? 'request' : event.kind === 'message' ? 'message' : null;
  if (kind === null) return null;
  return {
    event: event.id,
    at: Date.parse(event.at),
    actor: actor.id,
    target: target.id,
    kind,
    actorBand: bandOf(actor),
    targetBand: bandOf(target),
    connected: event.relationship?.connected ?? null,
    families,
    wording,
  };
}

export function bandOf(person: Person): AgeBand {
  return person.age?.band ?? 'unknown';
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
