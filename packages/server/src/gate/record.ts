import type { Action } from '@safeward/engine';
import { SORTABLE_ID, sortableId } from '../platform/id/sortable-id.ts';

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
  /** Milliseconds since 1970. */
  readonly keepUntil: number;
}

/** What is needed to answer the same event again. */
export type RecordedAnswer = Pick<DecisionRecord, 'id' | 'eventId' | 'eventHash' | 'answer'>;

const PREFIX = 'dec_';
const SHAPE = new RegExp(`^${PREFIX}${SORTABLE_ID}$`);

export function decisionId(ms: number): string {
  return PREFIX + sortableId(ms);
}

export function isDecisionId(text: string): boolean {
  return SHAPE.test(text);
}

export { PREFIX as DECISION_ID_PREFIX };
