import type { FamilyCode } from './families.ts';
import { type ContactObservation, isReaction, type Observation } from './observation.ts';
import { latestOf } from './place.ts';

/** When a family of asking was seen from one to the other. */
export interface FamilySeen {
  /** Milliseconds since 1970, of the earliest and the latest. */
  readonly first: number;
  readonly last: number;
  readonly count: number;
}

/** What one of two people did towards the other. */
export interface Side {
  readonly messages: number;
  readonly requests: number;
  /** Of messages and requests; null where there was none. */
  readonly first: number | null;
  readonly last: number | null;
  /** When the latest messages were, latest first; at most `RECENT`. */
  readonly recent: readonly number[];
  readonly families: Readonly<Partial<Record<FamilyCode, FamilySeen>>>;
  /** When it latest refused, blocked or reported the other; null where it never did. */
  readonly rejected: number | null;
}

/** What has passed between two people. Some hundred bytes as JSON, two thousand at most. */
export interface PairHistory {
  /** The one whose id comes first in the order of UTF-16 units, and the other. */
  readonly low: Side;
  readonly high: Side;
  /** The earliest event that called them connected. */
  readonly connectedSince: number | null;
}

/** A window's count is exact up to this many messages and says “at least” beyond. */
export const RECENT = 40;

export const NOTHING: Side = {
  messages: 0,
  requests: 0,
  first: null,
  last: null,
  recent: [],
  families: {},
  rejected: null,
};
export const NEW_PAIR: PairHistory = { low: NOTHING, high: NOTHING, connectedSince: null };

/**
 * The history with one event more. In which order events are folded makes no difference: counts are sums, the rest is
 * earliest, latest, or the latest so many. The caller folds each event once.
 */
export function foldPair(pair: PairHistory, seen: Observation): PairHistory {
  if (seen.kind === 'group') return pair;
  const side = seen.actor < seen.target ? 'low' : 'high';
  if (isReaction(seen))
    return { ...pair, [side]: { ...pair[side], rejected: latest(pair[side].rejected, seen.at) } };
  return {
    ...pair,
    [side]: foldSide(pair[side], seen),
    connectedSince: seen.connected === true ? earliest(pair.connectedSince, seen.at) : pair.connectedSince,
  };
}

function foldSide(side: Side, { kind, at, families }: ContactObservation): Side {
  return {
    ...side,
    messages: side.messages + (kind === 'message' ? 1 : 0),
    requests: side.requests + (kind === 'request' ? 1 : 0),
    first: earliest(side.first, at),
    last: latest(side.last, at),
    recent: kind === 'message' ? latestOf(side.recent, at, RECENT) : side.recent,
    families: families.length === 0 ? side.families : foldFamilies(side.families, families, at),
  };
}

function foldFamilies(known: Side['families'], seen: readonly FamilyCode[], at: number): Side['families'] {
  const families: Partial<Record<FamilyCode, FamilySeen>> = { ...known };
  for (const code of seen) {
    const before = known[code];
    families[code] = {
      first: earliest(before?.first ?? null, at),
      last: latest(before?.last ?? null, at),
      count: (before?.count ?? 0) + 1,
    };
  }
  return families;
}

/** The sides as the one who acts sees them. */
export function sidesOf(
  pair: PairHistory,
  actor: string,
  target: string,
): { readonly own: Side; readonly other: Side } {
  return actor < target ? { own: pair.low, other: pair.high } : { own: pair.high, other: pair.low };
}

function earliest(known: number | null, at: number): number {
  return known === null ? at : Math.min(known, at);
}

function latest(known: number | null, at: number): number {
  return known === null ? at : Math.max(known, at);
}
