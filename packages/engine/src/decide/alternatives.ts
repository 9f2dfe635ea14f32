import type { Event } from '../event/event.ts';
import { ACTIONS, type Action } from './decision.ts';

/** A single change to an event under which it would be decided more mildly. */
export interface Alternative {
  /** For a person: `would be allowed if they were connected`. */
  readonly sentence: string;
  /** The field that would differ, e.g. `relationship.connected`. */
  readonly field: string;
  readonly action: Action;
}

interface Change {
  readonly field: string;
  /** Completes “would be … if …”. */
  readonly condition: string;
  /** The event with the change; null where it changes nothing. */
  readonly apply: (event: Event) => Event | null;
}

/** What a person could ask about: circumstances first, the words last. Each differs in one thing only. */
const CHANGES: readonly Change[] = [
  {
    field: 'relationship.connected',
    condition: 'they were connected',
    apply: (event) =>
      event.target === undefined || event.relationship?.connected === true
        ? null
        : { ...event, relationship: { ...event.relationship, connected: true } },
  },
  {
    field: 'relationship.blocked',
    condition: 'the recipient had not blocked the sender',
    apply: (event) =>
      event.relationship?.blocked === true
        ? { ...event, relationship: { ...event.relationship, blocked: false } }
        : null,
  },
  ...(['target', 'actor'] as const).map(
    (person): Change => ({
      field: `${person}.age.band`,
      condition: `the ${person === 'target' ? 'recipient' : 'sender'} were known to be an adult`,
      apply: (event) => {
        const known = event[person];
        if (known === undefined || known.age?.band === 'adult') return null;
        return { ...event, [person]: { ...known, age: { ...known.age, band: 'adult' } } };
      },
    }),
  ),
  {
    field: 'actor.created_at',
    condition: 'the sender’s account were a year old',
    apply: (event) => {
      const yearAgo = new Date(Date.parse(event.at) - YEAR_MS).toISOString();
      const created = event.actor.created_at;
      if (created !== undefined && Date.parse(created) <= Date.parse(yearAgo)) return null;
      return { ...event, actor: { ...event.actor, created_at: yearAgo } };
    },
  },
  {
    field: 'content.links',
    condition: 'it had no links besides its text',
    apply: (event) =>
      (event.content?.links?.length ?? 0) === 0
        ? null
        : { ...event, content: { ...event.content, links: [] } },
  },
  {
    field: 'content.images',
    condition: 'it had no pictures',
    apply: (event) =>
      (event.content?.images?.length ?? 0) === 0
        ? null
        : { ...event, content: { ...event.content, images: [] } },
  },
  {
    field: 'content.text',
    condition: 'it had other words',
    apply: (event) =>
      (event.content?.text ?? '') === '' ? null : { ...event, content: { ...event.content, text: '' } },
  },
];

const YEAR_MS = 365 * 86_400_000;

const WOULD_BE: Readonly<Record<Action, string>> = {
  allow: 'allowed',
  nudge: 'delivered with a word',
  limit: 'delivered with less',
  hold: 'held',
  block: 'blocked',
};

/**
 * The single changes that would make a decision milder, those that help most first. Of an event that is allowed
 * there are none.
 *
 * @param decide what would be done with another event, by whoever decided this one
 */
export function alternativesOf(
  decide: (event: Event) => Action,
  event: Event,
  action: Action,
): readonly Alternative[] {
  if (action === 'allow') return [];
  const found = CHANGES.flatMap(({ field, condition, apply }) => {
    const changed = apply(event);
    if (changed === null) return [];
    const would = decide(changed);
    if (strictness(would) >= strictness(action)) return [];
    return [{ sentence: `would be ${WOULD_BE[would]} if ${condition}`, field, action: would }];
  });
  return found
    .map((alternative, position) => ({ alternative, position }))
    .sort(
      (a, b) =>
        strictness(a.alternative.action) - strictness(b.alternative.action) || a.position - b.position,
    )
    .map(({ alternative }) => alternative);
}

function strictness(action: Action): number {
  return ACTIONS.indexOf(action);
}
