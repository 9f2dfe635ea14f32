import type { Refusal } from '../platform/problem/problem.ts';
import { completeAnswer, type Recording, type Standing, type Timing } from './answer.ts';
import { GATE_PROBLEMS } from './problems.ts';
import type { KnownAnswer } from './record.ts';

export type { Recording } from './answer.ts';

/** The answer to one event: JSON text to send as it is, or a refusal. */
export type GateAnswer =
  | { readonly ok: true; readonly json: string }
  | { readonly ok: false; readonly refusal: Refusal };

/** A decision that stands: what everybody who asks about the event is told. */
export type Settled =
  | ({ readonly recording: Recording } & Standing)
  | { readonly recording: 'refused'; readonly refusal: Refusal };

export const OTHER_EVENT: Settled = {
  recording: 'refused',
  refusal: {
    kind: GATE_PROBLEMS.otherEvent,
    errors: [
      { code: 'idempotency_conflict', pointer: '/id', detail: 'was used for an event with another body' },
    ],
  },
};

export const OVERLOADED: Settled = {
  recording: 'refused',
  refusal: { kind: GATE_PROBLEMS.overloaded, headers: { 'retry-after': '1' } },
};

/** What an event that was decided before gets: the same decision, if it is the same event. */
export function repeatOf(known: KnownAnswer, hash: string, recording: Recording): Settled {
  return known.eventHash === hash
    ? { recording, id: known.id, answer: known.answer, seal: known.seal }
    : OTHER_EVENT;
}

export function conclude(settled: Settled, timing: Timing): GateAnswer {
  if (settled.recording === 'refused') return { ok: false, refusal: settled.refusal };
  return { ok: true, json: completeAnswer(settled, settled.recording, timing) };
}
