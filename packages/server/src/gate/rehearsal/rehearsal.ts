import { setTimeout as sleep } from 'node:timers/promises';
import type { Event, Outcome, Reason } from '@safeward/engine';
import { type Decided, inShadow } from '../../practices/index.ts';
import { completeAnswer } from '../answer.ts';
import type { Completing } from '../completing.ts';
import type { Gate } from '../gate.ts';
import { onFailure, type Part } from '../on-failure.ts';
import { decisionId } from '../record.ts';
import type { GateAnswer } from '../settled.ts';
import { FORCED, type Forced } from './forced.ts';

export interface RehearsalOptions {
  /** By the practice in force at this moment, with no guard to hear of it. */
  readonly decide: (event: Event) => Decided;
  readonly completing: Pick<Completing, 'isNeeded' | 'complete'>;
  readonly onRehearsed: () => void;
}

/** Whoever gave up at its deadline is gone by then, on a slow network too. */
const LATE_MS = 1_000;
const HOUR_MS = 3_600_000;
/** As in the gate: of a deadline, for asking what is known. */
const SHARE = 1 / 4;

/**
 * The gate for those who try their integration out: what it decides is recorded nowhere and counted nowhere. An event
 * says what it is answered where its id is one of `FORCED`; any other is decided as it would be.
 */
export function createRehearsal({ decide, completing, onRehearsed }: RehearsalOptions): Gate {
  async function rehearse(event: Event, withinMs: number, shadow = false): Promise<GateAnswer> {
    const began = performance.now();
    onRehearsed();
    const forced = FORCED.get(event.id);
    if (forced?.kind === 'refusal') return { ok: false, refusal: forced.refusal };
    const { event: whole, missed } = completing.isNeeded(event)
      ? await completing.complete(event, withinMs * SHARE)
      : { event, missed: false };
    const decided = decide(whole);
    const signals = performance.now() - began;
    // A process that ends does not wait for it.
    if (forced?.kind === 'late') await sleep(withinMs + LATE_MS, undefined, { ref: false });

    const parts = partsOf(missed, forced);
    const outcome =
      forced?.kind === 'action' ? asForced(decided.outcome, forced) : really(event, decided, parts, shadow);
    const id = decisionId(Date.now());
    const degraded = parts.length > 0 ? { degraded: parts } : {};
    const answer = JSON.stringify({ id, ...outcome, ...degraded, test: true });
    const total = performance.now() - began;
    return { ok: true, json: completeAnswer({ id, answer }, 'spooled', { signals, total }) };
  }

  return { decide: rehearse };
}

function partsOf(missed: boolean, forced: Forced | undefined): readonly Part[] {
  switch (forced?.kind) {
    case 'action':
      return [];
    case 'degraded':
      return missed ? ['people', 'database'] : ['database'];
    default:
      return missed ? ['people'] : [];
  }
}

/** As the gate would answer it. */
function really(event: Event, { outcome, rules }: Decided, parts: readonly Part[], shadow: boolean): Outcome {
  const made = parts.reduce<Outcome>((so, part) => onFailure(rules, event.kind, so, part), outcome);
  return shadow ? inShadow(made) : made;
}

function asForced(
  { event, practice }: Outcome,
  { action, until, limits }: Extract<Forced, { readonly kind: 'action' }>,
): Outcome {
  const reason: Reason = {
    measure: 'test',
    title: 'Asked for by the id of an event, with a test key',
    action,
    because: `event.id == "${event}"`,
    saw: {},
    spans: [],
    refs: [],
  };
  return {
    event,
    action,
    ...(until === undefined ? {} : { until: until === 'time' ? anHourFromNow() : until }),
    ...(limits === undefined ? {} : { limits: [...limits] }),
    reasons: action === 'allow' ? [] : [reason],
    ...(action === 'allow' ? {} : { tell: { actor: `This is a test of ${action}.` } }),
    effects: [],
    practice,
  };
}

function anHourFromNow(): string {
  return new Date(Date.now() + HOUR_MS).toISOString();
}
