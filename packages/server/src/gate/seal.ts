import type { Event } from '@safeward/engine';
import { type Parts, type Sealed, sealLeaf } from '@safeward/ledger';
import { saltsOf, toSeal } from '../platform/leaves/index.ts';

/** What a decision's leaf commits to: the part of a record that does not change. */
export interface Sealable {
  readonly id: string;
  readonly eventId: string;
  readonly eventHash: string;
  readonly decidedAt: number;
  readonly actor: string;
  readonly answer: string;
  readonly known?: string | null;
}

/**
 * The parts of a decision's record, each with a commitment of its own. Which there are says nothing of the decision:
 * all are always there, `null` where nothing of them was kept.
 *
 * - `answer`: the answer, byte for byte: what was decided, and why
 * - `content`: the hash of the whole event, and what people wrote or showed, as far as it was kept
 * - `event`: the rest of the event, without the ids of anybody or anything
 * - `history`: what was known of the people and filled in
 * - `people`: the service's ids, of the event and of all who are in it
 */
export function partsOf(record: Sealable, kept: Event | null): Parts {
  return [
    ['answer', record.answer],
    ['content', contentOf(record.eventHash, kept)],
    ['event', kept === null ? 'null' : JSON.stringify(withoutIds(kept))],
    ['history', record.known ?? 'null'],
    ['people', JSON.stringify(idsOf(record, kept))],
  ];
}

function contentOf(hash: string, kept: Event | null): string {
  return JSON.stringify({ hash, content: kept?.content ?? null, context: kept?.context ?? null });
}

function withoutIds(event: Event): object {
  const { id: _id, content: _content, context: _context, conversation: _conversation, ...rest } = event;
  const { actor, target, audience } = rest;
  return {
    ...rest,
    actor: { ...actor, id: undefined },
    ...(target && { target: { ...target, id: undefined } }),
    ...(typeof audience === 'object' && {
      audience: {
        ...audience,
        id: undefined,
        ...(audience.members && { members: audience.members.map((one) => ({ ...one, id: undefined })) }),
      },
    }),
  };
}

function idsOf({ eventId, actor }: Sealable, kept: Event | null): object {
  if (kept === null) return { event: eventId, actor };
  const { audience } = kept;
  const group = typeof audience === 'object' ? audience : undefined;
  return {
    event: eventId,
    actor,
    target: kept.target?.id,
    conversation: kept.conversation,
    group: group?.id,
    members: group?.members?.map(({ id }) => id),
  };
}

/** What the log and the record hold of a decision's leaf. */
export interface DecisionSeal {
  /** See `toSeal`. */
  readonly seal: string;
  /** The bytes of the leaf. */
  readonly entry: string;
}

export function sealDecision(record: Sealable, kept: Event | null, practice: string): DecisionSeal {
  const sealed = sealedAs(record, kept, practice);
  return { seal: toSeal(sealed), entry: sealed.entry };
}

/** The leaf again, from what is recorded. @param seal as it was stored, for its salts */
export function resealed(record: Sealable, kept: Event | null, seal: string): Sealed {
  const { practice } = JSON.parse(record.answer) as { readonly practice: string };
  return sealedAs(record, kept, practice, saltsOf(seal));
}

function sealedAs(record: Sealable, kept: Event | null, practice: string, salts?: string): Sealed {
  const leaf = { type: 'decision', at: record.decidedAt, record: record.id, practice: hashesIn(practice) };
  const parts = partsOf(record, kept);
  return salts === undefined ? sealLeaf(leaf, parts) : sealLeaf(leaf, parts, salts);
}

const HASH = /sha256:[0-9a-f]{64}/g;
let lastLabel = '';
let lastHashes: string | null = null;

/** `name@version#sha256:…`, one or two: the hashes alone, joined by `+`. Asked for the same ones again and again. */
function hashesIn(label: string): string | null {
  if (label !== lastLabel) {
    lastHashes = label.match(HASH)?.join('+') ?? null;
    lastLabel = label;
  }
  return lastHashes;
}
