import type { Event, Person } from '@safeward/engine';

/** What is known of one account. */
export interface KnownAccount {
  readonly band: string | null;
  readonly assurance: string | null;
  readonly created_at: string | null;
}

/** What is known of the two of an event, as far as anything is. */
export interface Known {
  readonly actor?: KnownAccount | undefined;
  readonly target?: KnownAccount | undefined;
  readonly connected?: boolean | undefined;
  /** The target has blocked, or muted, the actor. */
  readonly blocked?: boolean | undefined;
}

/**
 * The event with what it leaves out filled in. What the service says of an event stands: it knows better than its
 * own past.
 */
export function completed(event: Event, known: Known): Event {
  const actor = completedPerson(event.actor, known.actor);
  const target = event.target === undefined ? undefined : completedPerson(event.target, known.target);
  const relationship = completedRelationship(event, known);
  if (actor === event.actor && target === event.target && relationship === event.relationship) return event;
  return {
    ...event,
    actor,
    ...(target === undefined ? {} : { target }),
    ...(relationship === undefined ? {} : { relationship }),
  };
}

/** Whether anything that could be known is left out, and so worth asking for. */
export function leavesOut({ actor, target, relationship }: Event): boolean {
  if (lacks(actor)) return true;
  if (target === undefined) return false;
  return lacks(target) || relationship?.connected === undefined || relationship.blocked === undefined;
}

function lacks({ age, created_at }: Person): boolean {
  return age?.band === undefined || created_at === undefined;
}

function completedPerson(person: Person, known: KnownAccount | undefined): Person {
  if (known === undefined) return person;
  const age = person.age ?? ageOf(known);
  const created_at = person.created_at ?? known.created_at ?? undefined;
  if (age === person.age && created_at === person.created_at) return person;
  return {
    ...person,
    ...(age === undefined ? {} : { age }),
    ...(created_at === undefined ? {} : { created_at }),
  };
}

function ageOf({ band, assurance }: KnownAccount): Person['age'] {
  if (band === null) return undefined;
  // Written by this area alone, from values that its schema checked.
  return { band, ...(assurance === null ? {} : { assurance }) } as Person['age'];
}

function completedRelationship(event: Event, { connected, blocked }: Known): Event['relationship'] {
  if (event.target === undefined) return event.relationship;
  const given = event.relationship;
  const all = {
    ...given,
    ...(given?.connected === undefined && connected !== undefined ? { connected } : {}),
    ...(given?.blocked === undefined && blocked !== undefined ? { blocked } : {}),
  };
  return Object.keys(all).length === Object.keys(given ?? {}).length ? given : all;
}
