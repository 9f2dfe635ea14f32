import type { AgeBand } from '../event/vocabulary.ts';
import type { Observation } from './observation.ts';

/** Somebody whom an account has written to or heard from. */
export interface Contact {
  readonly id: string;
  /** When it first wrote or asked; null where only the other did. */
  readonly first: number | null;
  /** When the other last wrote; null where they never did. */
  readonly heard: number | null;
  /** The latest band that an event gave them as a target, and when it did. */
  readonly band: AgeBand;
  readonly bandAt: number | null;
  /** The wording of the first message that had one, and when that was. */
  readonly opening: number | null;
  readonly openingAt: number | null;
}

const STRANGER: Omit<Contact, 'id'> = {
  first: null,
  heard: null,
  band: 'unknown',
  bandAt: null,
  opening: null,
  openingAt: null,
};

/** What an account has done towards others, as far as the latest contacts tell. */
export interface AccountHistory {
  /** In the order of their ids; those with the latest beginnings, at most `CONTACTS`. */
  readonly contacts: readonly Contact[];
  /** Bands that events gave the account itself, with the latest time of each. */
  readonly bands: Readonly<Partial<Record<AgeBand, number>>>;
}

/** Counts of people are exact up to this many and say “at least” beyond. */
export const CONTACTS = 256;

export const NEW_ACCOUNT: AccountHistory = { contacts: [], bands: {} };

/** The actor's history with one event more; the order of events makes no difference within `CONTACTS` people. */
export function foldActor(account: AccountHistory, seen: Observation): AccountHistory {
  const { at, target, targetBand, wording, actorBand } = seen;
  const contacts = changed(account.contacts, target, (known) => {
    const bandIsLater =
      known.bandAt === null || at > known.bandAt || (at === known.bandAt && targetBand < known.band);
    const opens =
      wording !== null &&
      (known.openingAt === null ||
        at < known.openingAt ||
        (at === known.openingAt && wording < (known.opening ?? wording)));
    return {
      ...known,
      first: known.first === null ? at : Math.min(known.first, at),
      ...(bandIsLater ? { band: targetBand, bandAt: at } : {}),
      ...(opens ? { opening: wording, openingAt: at } : {}),
    };
  });
  return { contacts, bands: { ...account.bands, [actorBand]: Math.max(account.bands[actorBand] ?? 0, at) } };
}

/** The target's history with one event more: it has heard from the actor. A request is no answer. */
export function foldTarget(account: AccountHistory, { kind, at, actor }: Observation): AccountHistory {
  if (kind !== 'message') return account;
  const contacts = changed(account.contacts, actor, (known) => ({
    ...known,
    heard: known.heard === null ? at : Math.max(known.heard, at),
  }));
  return { ...account, contacts };
}

/** With one contact changed or new. */
function changed(
  contacts: readonly Contact[],
  id: string,
  change: (known: Contact) => Contact,
): readonly Contact[] {
  const at = placeOf(contacts, id);
  const known = contacts[at];
  if (known?.id === id) return contacts.with(at, change(known));
  const added = contacts.toSpliced(at, 0, change({ ...STRANGER, id }));
  return added.length > CONTACTS ? withoutOldest(added) : added;
}

/** Where it stands or would stand. */
function placeOf(contacts: readonly Contact[], id: string): number {
  let [from, to] = [0, contacts.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((contacts[middle]?.id ?? '') < id) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Without the one with the earliest beginning: of contact by the account, else of what it heard. */
function withoutOldest(contacts: readonly Contact[]): readonly Contact[] {
  const beginning = ({ first, heard }: Contact): number => first ?? heard ?? 0;
  let oldest = 0;
  contacts.forEach((contact, at) => {
    const known = contacts[oldest];
    if (known !== undefined && beginning(contact) < beginning(known)) oldest = at;
  });
  return contacts.toSpliced(oldest, 1);
}
