import { canonicalHash, type Decided, decide, type Event, type Outcome, type Plan } from '@safeward/engine';
import type { Availability } from '../platform/database/availability.ts';
import type { Refusal } from '../platform/problem/problem.ts';
import { completeAnswer, type Recording, writeAnswer } from './answer.ts';
import type { CommitQueue, CommitResult } from './commit.ts';
import { keptText } from './kept.ts';
import { onFailure, type Part } from './on-failure.ts';
import { GATE_PROBLEMS } from './problems.ts';
import { type DecisionRecord, decisionId, type RecordedAnswer } from './record.ts';
import type { Spool } from './spool/spool.ts';

/** The answer to one event: JSON text to send as it is, or a refusal. */
export type GateAnswer =
  | { readonly ok: true; readonly json: string }
  | { readonly ok: false; readonly refusal: Refusal };

/** What the gate tells the metrics about a decision it made. */
export interface Observation {
  readonly event: Event;
  readonly outcome: Outcome;
  readonly degraded: readonly Part[];
  readonly recording: Recording;
  /** From the parsed event to the answer. */
  readonly seconds: number;
}

export interface GateOptions {
  /** The practice in force at this moment. */
  readonly plan: () => Plan;
  readonly queue: CommitQueue;
  readonly spool: Spool;
  readonly availability: Availability;
  /** A decision was spooled while the database is up: it can be recorded right away. */
  readonly onSpooled: () => void;
  readonly onDecision: (observation: Observation) => void;
  readonly onFault: (error: unknown, eventId: string) => void;
}

export interface Gate {
  /**
   * Decides an event and answers when the decision is durable, at the latest when the deadline comes.
   *
   * @param deadlineMs from now on
   */
  decide(event: Event, deadlineMs: number): Promise<GateAnswer>;
  /** Decisions that are being made. */
  readonly underWay: number;
}

/** A decision that was made: what everybody who asks about the event is told. */
type Settled =
  | { readonly recording: Recording; readonly id: string; readonly answer: string }
  | { readonly recording: 'refused'; readonly refusal: Refusal };

interface UnderWay {
  readonly hash: string;
  readonly settled: Promise<Settled>;
  /** Somebody else asks about the same event and may be in more of a hurry. */
  hurry(deadlineMs: number): void;
}

/**
 * A blink of the database (a restart takes a third of a second) is waited for, each request to its own
 * deadline at most. Once it has been away for longer, nobody waits any more.
 */
const BLINK_MS = 2_000;
const OTHER_EVENT: Refusal = {
  kind: GATE_PROBLEMS.otherEvent,
  errors: [
    { code: 'idempotency_conflict', pointer: '/id', detail: 'was used for an event with another body' },
  ],
};
const OVERLOADED: Refusal = { kind: GATE_PROBLEMS.overloaded, headers: { 'retry-after': '1' } };

export function createGate(options: GateOptions): Gate {
  const { queue, spool, availability } = options;
  const underWay = new Map<string, UnderWay>();

  async function answer(event: Event, deadlineMs: number): Promise<GateAnswer> {
    const began = performance.now();
    const hash = canonicalHash(event).slice('sha256:'.length);
    const spooled = underWay.has(event.id) ? null : await spool.find(event.id);
    if (spooled) return conclude(repeat(spooled, hash, 'spooled'), began);
    const other = underWay.get(event.id);
    if (other) {
      if (other.hash !== hash) return { ok: false, refusal: OTHER_EVENT };
      other.hurry(deadlineMs);
      return conclude(await other.settled, began);
    }
    const decided = decide(options.plan(), event);
    const signals = performance.now() - began;
    const started = start(event, hash, decided, deadlineMs, began);
    underWay.set(event.id, started);
    try {
      return conclude(await started.settled, began, signals);
    } finally {
      underWay.delete(event.id);
    }
  }

  function start(event: Event, hash: string, decided: Decided, deadlineMs: number, began: number): UnderWay {
    const plan = options.plan();
    const { promise: settled, resolve } = Promise.withResolvers<Settled>();
    const record = toRecord(event, hash, plan, decisionId(Date.now()), decided.outcome, []);
    if (availability.awayFor() > BLINK_MS) {
      void withoutDatabase(began + deadlineMs);
      return { hash, settled, hurry: () => {} };
    }
    const ticket = queue.offer(record, onCommitted);
    if (ticket === null) {
      resolve({ recording: 'refused', refusal: OVERLOADED });
      return { hash, settled, hurry: () => {} };
    }
    let givesUpAt = Number.POSITIVE_INFINITY;
    let timer: NodeJS.Timeout | undefined;
    let over = false;

    function hurry(withinMs: number): void {
      const at = performance.now() + withinMs;
      if (over || at >= givesUpAt) return;
      givesUpAt = at;
      clearTimeout(timer);
      timer = setTimeout(() => {
        over = true;
        ticket?.abandon();
        void withoutDatabase(at);
      }, withinMs - marginOf(withinMs));
    }

    function onCommitted(result: CommitResult): void {
      if (over) return;
      over = true;
      clearTimeout(timer);
      resolve(fromCommit(result));
    }

    function fromCommit(result: CommitResult): Settled {
      switch (result.kind) {
        case 'recorded':
          observe(decided.outcome, [], 'recorded');
          return { recording: 'recorded', id: record.id, answer: record.answer };
        case 'existing':
          return repeat(result.existing, hash, 'recorded');
        case 'failed':
          options.onFault(result.error, event.id);
          return { recording: 'refused', refusal: { kind: GATE_PROBLEMS.failed } };
      }
    }

    /** Late or away: the practice says what is answered; on disk first, if that is to be had in time. */
    async function withoutDatabase(until: number): Promise<void> {
      const outcome = onFailure(plan, event.kind, decided.outcome, 'database');
      const degraded = toRecord(event, hash, plan, record.id, outcome, ['database']);
      const recording = await spoolInTime(degraded, until);
      observe(outcome, ['database'], recording);
      resolve({ recording, id: degraded.id, answer: degraded.answer });
    }

    function observe(outcome: Outcome, degraded: readonly Part[], recording: Recording): void {
      const seconds = (performance.now() - began) / 1000;
      options.onDecision({ event, outcome, degraded, recording, seconds });
    }

    hurry(deadlineMs);
    return { hash, settled, hurry };
  }

  async function spoolInTime(record: DecisionRecord, until: number): Promise<'spooled' | 'unrecorded'> {
    const { promise, resolve } = Promise.withResolvers<'spooled' | 'unrecorded'>();
    const timer = setTimeout(() => resolve('unrecorded'), Math.max(until - performance.now(), 1));
    spool.append(record).then(
      () => {
        resolve('spooled');
        if (availability.up) options.onSpooled();
      },
      (error) => {
        options.onFault(error, record.eventId);
        resolve('unrecorded');
      },
    );
    const recording = await promise;
    clearTimeout(timer);
    return recording;
  }

  return {
    decide: answer,
    get underWay() {
      return underWay.size;
    },
  };
}

/** What is kept back of the deadline for the spool, in milliseconds. */
function marginOf(deadlineMs: number): number {
  return Math.min(25, deadlineMs / 4);
}

function repeat(known: RecordedAnswer, hash: string, recording: 'recorded' | 'spooled'): Settled {
  return known.eventHash === hash
    ? { recording, id: known.id, answer: known.answer }
    : { recording: 'refused', refusal: OTHER_EVENT };
}

function conclude(settled: Settled, began: number, signals?: number): GateAnswer {
  if (settled.recording === 'refused') return { ok: false, refusal: settled.refusal };
  const total = performance.now() - began;
  const timing = signals === undefined ? { total } : { signals, total };
  return { ok: true, json: completeAnswer(settled.answer, settled.id, settled.recording, timing) };
}

function toRecord(
  event: Event,
  hash: string,
  plan: Plan,
  id: string,
  outcome: Outcome,
  degraded: readonly Part[],
): DecisionRecord {
  const now = Date.now();
  const { keep } = plan.practice;
  return {
    id,
    eventId: event.id,
    eventHash: hash,
    decidedAt: now,
    kind: event.kind,
    actor: event.actor.id,
    action: outcome.action,
    measures: outcome.reasons.map(({ measure }) => measure),
    answer: writeAnswer(id, outcome, degraded),
    event: keptText(event, keep, outcome.action),
    keepUntil: now + keep.days * 86_400_000,
  };
}
