import type { Action, Event, Outcome } from '@safeward/engine';
import { type Availability, BLINK_MS } from '../platform/database/availability.ts';
import { type Decided, inShadow } from '../practices/index.ts';
import { writeAnswer } from './answer.ts';
import type { CommitQueue, CommitResult, Ticket } from './commit.ts';
import { onFailure, type Part } from './on-failure.ts';
import type { Recent } from './recent.ts';
import { decisionId, type RecordedAnswer, toRecord } from './record.ts';
import { OTHER_EVENT, OVERLOADED, type Recording, repeatOf, type Settled } from './settled.ts';
import type { Spool } from './spool/spool.ts';

/** A decision that is made but not safe yet. */
export interface UnderWay {
  readonly hash: string;
  /** Never rejects. */
  readonly settled: Promise<Settled>;
  /** Somebody else waits for it, who wants an answer within this many milliseconds. */
  hurry(withinMs: number): void;
}

/** What the gate tells the metrics about a decision it made. */
export interface Observation {
  readonly event: Event;
  readonly decided: Decided;
  /** As it was answered. */
  readonly outcome: Outcome;
  /** What would have been done, where it was only reported; else null. */
  readonly would: Action | null;
  readonly degraded: readonly Part[];
  readonly recording: Recording;
  /** From the parsed event to the answer. */
  readonly seconds: number;
}

/** Where a decision is made safe, and who is told. */
export interface Stores {
  readonly queue: CommitQueue;
  readonly spool: Spool;
  readonly availability: Availability;
  readonly recent: Recent;
  /** A decision was spooled while the database is up: it can be recorded right away. */
  readonly onSpooled: () => void;
  readonly onDecision: (observation: Observation) => void;
  readonly onFault: (error: unknown, eventId: string) => void;
}

/** An event, and the decision that was computed for it. */
export interface Computed {
  /** As it was sent. */
  readonly event: Event;
  /** SHA-256 of the event's canonical JSON, in hex. */
  readonly hash: string;
  readonly decided: Decided;
  /** What it was completed from, as JSON text; null where nothing was filled in. */
  readonly known: string | null;
  /** What is known of its people could not be asked in time. */
  readonly missed: boolean;
  /** An image of it could not be looked at in time. */
  readonly unlooked: boolean;
  /** Nothing of it is carried out: it is reported, and the answer is `allow`. */
  readonly shadow: boolean;
  /** When the event came, by `performance.now()`. */
  readonly began: number;
}

/**
 * Makes a decision safe: in the database, or, where that is late or away, on this server's disk, as the practice
 * says for such a case. It is settled one way or another when the first of those who wait can wait no longer.
 */
export function undertake(computed: Computed, withinMs: number, stores: Stores): UnderWay {
  const { event, hash, decided, known: from, missed, unlooked, began } = computed;
  const { rules, by } = decided;
  const answered = (outcome: Outcome): Outcome => (computed.shadow ? inShadow(outcome) : outcome);
  const parts: readonly Part[] = [
    ...(missed ? ['people' as const] : []),
    ...(unlooked ? ['images' as const] : []),
  ];
  const made = parts.reduce<Outcome>(
    (outcome, part) => onFailure(rules, event.kind, outcome, part),
    decided.outcome,
  );
  const sound = answered(made);
  const { queue, spool, availability, recent } = stores;
  const { promise: settled, resolve } = Promise.withResolvers<Settled>();
  const at = Date.now();
  const record = toRecord({ event, hash, known: from, rules }, decisionId(at), sound, parts, at);
  let phase: 'committing' | 'spooling' | 'over' = 'committing';
  let until = performance.now() + withinMs;
  let kept = marginOf(withinMs);
  let ticket: Ticket | null = null;
  let timer: NodeJS.Timeout | undefined;
  let atLastMoment: () => void = doWithout;
  const underWay = { hash, settled, hurry };

  function hurry(within: number): void {
    const at = performance.now() + within;
    if (at >= until) return;
    until = at;
    kept = marginOf(within);
    setTimer();
  }

  function setTimer(): void {
    clearTimeout(timer);
    const last = phase === 'committing' ? until - kept : until;
    timer = setTimeout(() => atLastMoment(), Math.max(last - performance.now(), 1));
  }

  function settle(outcome: Settled): void {
    phase = 'over';
    clearTimeout(timer);
    // A Map that grows leaves its old table behind, and with it what was in it at that moment: all that this closure
    // holds would stay until the next full collection, some kilobytes for every decision.
    underWay.hurry = NOBODY_WAITS;
    resolve(outcome);
  }

  function onCommitted(result: CommitResult): void {
    // What was answered otherwise stays as it was answered, and takes this one's place when it is recorded.
    if (phase !== 'committing') return;
    switch (result.kind) {
      case 'recorded':
        recent.remember(event.id, hash, { id: record.id, known: from, missed }, by);
        observe(sound, parts, 'recorded');
        settle({ recording: 'recorded', id: record.id, answer: record.answer, seal: record.seal });
        break;
      case 'existing':
        settle(repeatOf(result.existing, hash, 'recorded'));
        break;
      case 'failed':
        doWithout();
        break;
    }
  }

  /** The database is late, away or broken. */
  function doWithout(): void {
    ticket?.abandon();
    const known = recent.find(event.id, hash, by);
    if (known === 'other') {
      settle(OTHER_EVENT);
      return;
    }
    if (known) {
      const answer = writeAnswer(known.id, sound, parts);
      settle({ recording: 'recorded', id: known.id, answer });
      return;
    }
    phase = 'spooling';
    const outcome = answered(onFailure(rules, event.kind, made, 'database'));
    const late: readonly Part[] = [...parts, 'database'];
    const degraded = toRecord({ event, hash, known: from, rules }, record.id, outcome, late, at);

    const conclude = (recording: 'spooled' | 'unrecorded', standing: RecordedAnswer): void => {
      if (phase === 'over') return;
      if (standing.id === degraded.id) observe(outcome, late, recording);
      settle(repeatOf(standing, hash, recording));
    };
    atLastMoment = () => conclude('unrecorded', degraded);
    setTimer();
    spool.append(degraded).then(
      (standing) => {
        conclude('spooled', standing);
        if (availability.up) stores.onSpooled();
      },
      (error) => {
        stores.onFault(error, event.id);
        conclude('unrecorded', degraded);
      },
    );
  }

  function observe(outcome: Outcome, degraded: readonly Part[], recording: Recording): void {
    const seconds = (performance.now() - began) / 1000;
    const would = computed.shadow ? made.action : null;
    stores.onDecision({ event, decided, outcome, would, degraded, recording, seconds });
  }

  if (availability.awayFor() > BLINK_MS) {
    if (spool.isCrowded) settle(OVERLOADED);
    else doWithout();
  } else {
    setTimer();
    ticket = queue.offer(record, onCommitted);
    if (ticket === null) settle(OVERLOADED);
  }
  return underWay;
}

const NOBODY_WAITS = (): void => {};

/** What is kept back of a deadline for the spool, in milliseconds: a busy disk takes its time to sync. */
function marginOf(withinMs: number): number {
  return Math.min(250, withinMs / 3);
}
