import { type Parts, type Sealed, sealLeaf } from '@safeward/ledger';
import { sortableId } from '../id/sortable-id.ts';

/** What the log has leaves of. Decisions keep their records themselves. */
export const LEAF_TYPES = [
  'decision',
  'resolution',
  'practice.version',
  'practice.activation',
  'practice.end',
  'configuration',
  'key.created',
  'key.revoked',
  'erasure',
  'consultation.answer',
  'consultation.withdrawal',
  'log.began',
  'log.key',
  'log.resumed',
] as const;
export type LeafType = (typeof LEAF_TYPES)[number];

/** A record that is to be in the log, and is kept here. */
export interface NewRecord {
  readonly type: LeafType;
  /** Hashes of the practices that had a part in it, joined by `+`. */
  readonly practice?: string | undefined;
  /** What it is about: when that goes, the record goes with it. */
  readonly subject?: string | undefined;
  /** By name; names sort as they are given. */
  readonly parts: Parts;
}

/** A record with its leaf. */
export interface SealedRecord extends NewRecord, Sealed {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A record as it is disclosed, and held against the log. */
export interface RecordedLeaf {
  readonly id: string;
  readonly type: LeafType;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly parts: Parts;
  /** Of the parts, one behind the other. */
  readonly salts: string;
  /** Hash of the leaf as it was when the record was committed, in hex. */
  readonly leaf: string;
  /** The leaf made again from the record as it is now: another hash than `leaf` where the record was altered. */
  readonly remade: Pick<Sealed, 'entry' | 'leaf'>;
}

const PREFIX = 'rec_';

export function sealRecord(record: NewRecord, at: number): SealedRecord {
  const id = PREFIX + sortableId(at);
  const sealed = sealLeaf(
    { type: record.type, at, record: id, practice: record.practice ?? null },
    record.parts,
  );
  return { ...record, ...sealed, id, at };
}

/** Bytes of a leaf's hash, in hex digits: where the salts begin in a seal. */
const LEAF_DIGITS = 64;

/** What is stored with a record: its leaf's hash, and behind it the salts. */
export function toSeal({ leaf, salts }: Sealed): string {
  return leaf + salts;
}

export function leafOf(seal: string): string {
  return seal.slice(0, LEAF_DIGITS);
}

export function saltsOf(seal: string): string {
  return seal.slice(LEAF_DIGITS);
}
