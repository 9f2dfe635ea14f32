import type { RELEASERS } from '@safeward/engine';
import type { DecisionRecord } from '../record.ts';

/** Who or what a hold waits for. */
export type HeldUntil = (typeof RELEASERS)[number] | 'time';

/** In what capacity a person ends a hold. */
export const ROLES = ['recipient', 'guardian', 'reviewer', 'sender'] as const;
export type Role = (typeof ROLES)[number];

/** Who may end what: whoever it waits for, and whoever answers for them. A moment that passes is shortened by staff alone. */
const MAY_END: Readonly<Record<HeldUntil, readonly Role[]>> = {
  recipient: ['recipient', 'guardian', 'reviewer'],
  guardian: ['guardian', 'reviewer'],
  reviewer: ['reviewer'],
  sender_confirms: ['sender', 'recipient', 'guardian', 'reviewer'],
  time: ['reviewer'],
};

export const HELD_UNTIL = Object.keys(MAY_END) as HeldUntil[];

/** @returns what of all that is held may be ended in this capacity */
export function endableBy(role: Role): readonly HeldUntil[] {
  return HELD_UNTIL.filter((until) => MAY_END[until].includes(role));
}

export function mayEnd(until: HeldUntil): readonly Role[] {
  return MAY_END[until];
}

/** A hold that begins, as it is stored and told. */
export interface NewHold {
  readonly decision: string;
  /** Orders what is told of it. */
  readonly event: string;
  readonly until: HeldUntil;
  /** Milliseconds since 1970; null where no moment ends it. */
  readonly endsAt: number | null;
  /** The data of the message `decision.held`, as JSON text. */
  readonly told: string;
}

/** The parts of an answer that concern its hold. */
interface HeldAnswer {
  readonly until: string;
  readonly reasons: readonly { readonly measure: string; readonly harm?: string }[];
  readonly practice: string;
}

/** What a record of a held event begins. Read from its answer, so that a line of the spool says it as well. */
export function holdOf(record: DecisionRecord): NewHold {
  const { until, reasons, practice } = JSON.parse(record.answer) as HeldAnswer;
  const who = HELD_UNTIL.find((one) => one === until) ?? 'time';
  const told = {
    decision: record.id,
    event: record.eventId,
    kind: record.kind,
    until,
    measures: [...new Set(reasons.map(({ measure }) => measure))],
    practice,
    held_at: new Date(record.decidedAt).toISOString(),
  };
  return {
    decision: record.id,
    event: record.eventId,
    until: who,
    endsAt: who === 'time' ? Date.parse(until) : null,
    told: JSON.stringify(told),
  };
}
