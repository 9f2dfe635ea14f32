import {
  type Action,
  decide,
  decideTogether,
  type Event,
  type Explanation,
  explain,
  explainTogether,
  isInRollout,
  KINDS,
  type Outcome,
  type Plan,
} from '@safeward/engine';
import type { Tally } from './tally.ts';
import { type Candidate, differing } from './would.ts';

/** A practice that acts, or is decided by beside the one that does. */
export interface Standing {
  /** Number of the activation. */
  readonly id: number;
  readonly plan: Plan;
  /** Per cent of actors for whom a candidate acts; 0 for nobody. */
  readonly share: number;
  /** Null where no guard is there to count for. */
  readonly tally: Tally | null;
}

/** All that decides at one moment. */
export interface InForce {
  readonly base: Standing;
  readonly candidate: Standing | null;
  readonly overlay: Standing | null;
}

/** What a practice says beside its measures. */
export type Rules = { readonly practice: Pick<Plan['practice'], 'keep' | 'settings'> };

/** One event decided by what is in force. */
export interface Decided {
  readonly outcome: Outcome & { readonly candidate?: Candidate };
  readonly rules: Rules;
  /** The same object for two decisions that the same practices made. */
  readonly by: InForce;
  /** What a candidate that was tried beside would have done; null where there was none. */
  readonly beside: Action | null;
  /** Whose guards are told what became of it, and what each decided. */
  readonly tallied: readonly { readonly tally: Tally; readonly outcome: Outcome }[];
}

/** An exception in a practice that others can stand in for; never the content of the event. */
export type OnFault = (error: unknown, activation: number) => void;

/**
 * The base decides, or the candidate for its share of actors; an overlay decides with either. A candidate that does
 * not act on this actor is decided by beside, and reported where it decides otherwise.
 *
 * @throws what the base throws; a fault in a candidate or an overlay is counted and told, and the others decide
 */
export function decideInForce(inForce: InForce, event: Event, onFault: OnFault): Decided {
  const { base, candidate, overlay } = inForce;
  if (candidate === null && overlay === null && base.tally === null)
    return {
      outcome: decide(base.plan, event).outcome,
      rules: base.plan,
      by: inForce,
      beside: null,
      tallied: [],
    };

  const isReached = candidate !== null && reaches(candidate, event.actor.id);
  const decided = decideWith(isReached ? candidate : base, inForce, event, onFault);
  const beside = candidate !== null && !isReached ? decideBeside(candidate, overlay, event, onFault) : null;
  const difference = beside && differing(beside, decided.outcome);
  const tallied = [
    ...decided.by.map((standing) => ({ standing, outcome: decided.outcome })),
    ...(candidate !== null && beside !== null ? [{ standing: candidate, outcome: beside }] : []),
  ];
  return {
    outcome: difference ? { ...decided.outcome, candidate: difference } : decided.outcome,
    rules: rulesOf(decided.by),
    by: inForce,
    beside: beside?.action ?? null,
    tallied: tallied.flatMap(({ standing: { tally }, outcome }) =>
      tally === null ? [] : [{ tally, outcome }],
    ),
  };
}

/** As `decideInForce` decides, with the trace of every measure of the practices that act on this actor. */
export function explainInForce({ base, candidate, overlay }: InForce, event: Event): Explanation {
  const first = candidate !== null && reaches(candidate, event.actor.id) ? candidate : base;
  return overlay === null ? explain(first.plan, event) : explainTogether([first.plan, overlay.plan], event);
}

/** The same without any guard that counts. */
export function uncounted({ base, candidate, overlay }: InForce): InForce {
  return {
    base: { ...base, tally: null },
    candidate: candidate && { ...candidate, tally: null },
    overlay: overlay && { ...overlay, tally: null },
  };
}

/** `name@version#sha256:…` of what acts on everybody whom no candidate has reached. */
export function labelInForce({ base, overlay }: InForce): string {
  return overlay === null ? base.plan.label : `${base.plan.label} + ${overlay.plan.label}`;
}

/** The same people for every version of a practice, so that a larger share only ever adds some. */
function reaches({ plan, share }: Standing, actor: string): boolean {
  return isInRollout(`practice ${plan.practice.name}`, actor, share);
}

interface DecidedBy {
  readonly outcome: Outcome;
  readonly by: readonly [Standing, ...Standing[]];
}

function decideWith(first: Standing, inForce: InForce, event: Event, onFault: OnFault): DecidedBy {
  const { base, overlay } = inForce;
  try {
    return togetherWith(first, overlay, event);
  } catch {
    // Which of them it was is found out one by one. Where it was none of these, it was the base.
    const sound = (one: Standing): boolean => isSound(one, event, onFault);
    const next = first === base || !sound(first) ? base : first;
    const over = overlay !== null && sound(overlay) ? overlay : null;
    try {
      return togetherWith(next, over, event);
    } catch (error) {
      base.tally?.count(FAILED);
      throw error;
    }
  }
}

/** What the candidate would have decided in the place of the base; null where it cannot. */
function decideBeside(
  candidate: Standing,
  overlay: Standing | null,
  event: Event,
  onFault: OnFault,
): Outcome | null {
  try {
    return togetherWith(candidate, overlay, event).outcome;
  } catch {
    // A fault of the overlay was told of already.
    isSound(candidate, event, onFault);
    return null;
  }
}

function togetherWith(first: Standing, overlay: Standing | null, event: Event): DecidedBy {
  if (overlay === null) return { outcome: decide(first.plan, event).outcome, by: [first] };
  return { outcome: decideTogether([first.plan, overlay.plan], event).outcome, by: [first, overlay] };
}

const FAILED = { action: null, degraded: false } as const;

function isSound({ id, plan, tally }: Standing, event: Event, onFault: OnFault): boolean {
  try {
    decide(plan, event);
    return true;
  } catch (error) {
    tally?.count(FAILED);
    onFault(error, id);
    return false;
  }
}

/** What is kept is the first's to say; where a part is late or down, it is `closed` if either says so. */
function rulesOf([{ plan }, overlay]: DecidedBy['by']): Rules {
  if (overlay === undefined) return plan;
  const { keep, settings } = plan.practice;
  const on_failure = { ...settings.on_failure };
  for (const kind of KINDS)
    if (overlay.plan.practice.settings.on_failure[kind] === 'closed') on_failure[kind] = 'closed';
  return { practice: { keep, settings: { ...settings, on_failure } } };
}
