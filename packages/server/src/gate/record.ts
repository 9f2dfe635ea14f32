import type { Action, Event, Outcome } from '@safeward/engine';
import { SORTABLE_ID, sortableId } from '../platform/id/sortable-id.ts';
import type { Rules, Would } from '../practices/index.ts';
import { writeAnswer } from './answer.ts';
import { keptOf } from './kept.ts';
import type { Part } from './on-failure.ts';
import { sealDecision } from './seal.ts';

/** What is stored of one decision: a row of `gate.decision`, and a line of the spool. */
export interface DecisionRecord {
  readonly id: string;
  readonly eventId: string;
  /** SHA-256 of the event's canonical JSON, in hex. */
  readonly eventHash: string;
  /** Milliseconds since 1970; the id begins with the same moment. */
  readonly decidedAt: number;
  readonly kind: string;
  readonly actor: string;
  readonly action: Action;
  readonly measures: readonly string[];
  /** The answer without what belongs to one request (see `answer.ts`), as JSON text. */
  readonly answer: string;
  /** What may be kept of the event, as JSON text. */
  readonly event: string | null;
  /** What was known of the people and filled in, as JSON text; a line of an older spool says nothing of it. */
  readonly known?: string | null;
  /** Of its leaf in the evidence log: see `DecisionSeal`; a line of an older spool has none. */
  readonly seal?: string | null;
  readonly entry?: string | null;
  /** Milliseconds since 1970. */
  readonly keepUntil: number;
}

/** What is needed to answer the same event again. */
export type KnownAnswer = Pick<DecisionRecord, 'id' | 'eventHash' | 'answer' | 'seal'>;

/** The same, found among others. */
export type RecordedAnswer = KnownAnswer & Pick<DecisionRecord, 'eventId'>;

/** How much memory a record takes while it waits, in characters: all but the two long texts is small. */
export function sizeOf({ answer, event }: DecisionRecord): number {
  return answer.length + (event?.length ?? 0);
}

const DAY_MS = 86_400_000;

/** What a decision was made of. */
export interface DecidedFrom {
  /** As it was sent. */
  readonly event: Event;
  /** SHA-256 of its canonical JSON, in hex. */
  readonly hash: string;
  /** What it was completed from, as JSON text. */
  readonly known: string | null;
  readonly rules: Rules;
}

/**
 * What is kept of the event goes by what was decided, also where a gate in shadow did not carry it out: what would have
 * been held is kept as what is held, so that people can look at it, and a backtest can decide it again.
 *
 * @param at when it was decided, in milliseconds since 1970: the same, however often it is written down
 */
export function toRecord(
  { event, hash, known, rules }: DecidedFrom,
  id: string,
  outcome: Outcome & { readonly would?: Would },
  degraded: readonly Part[],
  at: number,
): DecisionRecord {
  const { keep } = rules.practice;
  const kept = keptOf(event, keep, outcome.would?.action ?? outcome.action);
  const record = {
    id,
    eventId: event.id,
    eventHash: hash,
    decidedAt: at,
    kind: event.kind,
    actor: event.actor.id,
    action: outcome.action,
    measures: outcome.reasons.map(({ measure }) => measure),
    answer: writeAnswer(id, outcome, degraded),
    event: kept === null ? null : JSON.stringify(kept),
    known,
    keepUntil: at + keep.days * DAY_MS,
  };
  return { ...record, ...sealDecision(record, kept, outcome.practice) };
}

const PREFIX = 'dec_';
const SHAPE = new RegExp(`^${PREFIX}${SORTABLE_ID}$`);

export function decisionId(ms: number): string {
  return PREFIX + sortableId(ms);
}

export function isDecisionId(text: string): boolean {
  return SHAPE.test(text);
}

export { PREFIX as DECISION_ID_PREFIX };
