import { setTimeout as sleep } from 'node:timers/promises';
import type { Event, Outcome, Reason } from '@safeward/engine';
import type { Trace } from '../../platform/trace/index.ts';
import { type Decided, inShadow } from '../../practices/index.ts';
import { completeAnswer } from '../answer.ts';
import { completeEvent, type Sources } from '../complete-event.ts';
import type { Gate } from '../gate.ts';
import type { Files } from '../images/arrived.ts';
import { canBeSeen, isUnlooked } from '../images/look.ts';
import { onFailure, type Part } from '../on-failure.ts';
import { decisionId } from '../record.ts';
import type { GateAnswer } from '../settled.ts';
import { FORCED, type Forced } from './forced.ts';

export interface RehearsalOptions extends Sources {
  /** By the practice in force at this moment, with no guard to hear of it. */
  readonly decide: (event: Event) => Decided;
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
export function createRehearsal({ decide, onRehearsed, ...sources }: RehearsalOptions): Gate {
  async function rehearse(
    event: Event,
    withinMs: number,
    shadow = false,
    _trace: Trace | null = null,
    files: Files = [],
  ): Promise<GateAnswer> {
    const began = performance.now();
    onRehearsed();
    const forced = FORCED.get(event.id);
    if (forced?.kind === 'refusal') return { ok: false, refusal: forced.refusal };
    const { event: whole, missed } = await completeEvent(
      sources,
      event,
      canBeSeen(event, files) ? files : null,
      { peopleMs: withinMs * SHARE, imagesMs: withinMs * SHARE * 2 },
    );
    const decided = decide(whole);
    const signals = performance.now() - began;
    // A process that ends does not wait for it.
    if (forced?.kind === 'late') await sleep(withinMs + LATE_MS, undefined, { ref: false });

    const parts = partsOf(missed, isUnlooked(whole), forced);
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

function partsOf(missed: boolean, unlooked: boolean, forced: Forced | undefined): readonly Part[] {
  if (forced?.kind === 'action') return [];
  return [
    ...(missed ? ['people' as const] : []),
    ...(unlooked ? ['images' as const] : []),
    ...(forced?.kind === 'degraded' ? ['database' as const] : []),
  ];
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
