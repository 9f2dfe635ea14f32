import type { Event } from '../event/event.ts';
import { unseenIn } from '../event/unseen.ts';
import type { Plan } from '../practice/plan/plan.ts';
import type { Measure, Settings } from '../practice/practice.ts';
import { ACTIONS, LIMITS, type Limit, type Outcome, type Reason } from './decision.ts';
import { isInRollout } from './rollout.ts';
import { sawOf, spansOf } from './saw.ts';
import { wordsFor } from './tell.ts';
import { holdUntil, untilStrictness } from './until.ts';
import type { EventView } from './view.ts';

/** A measure that matched, with what it would do to this event. */
export interface Match {
  readonly measure: Measure;
  readonly reason: Reason;
  readonly until: string | null;
  /** Its words for the people concerned, each in the language they read. */
  readonly tell: NonNullable<Outcome['tell']>;
}

/** What matched: the measures that act, and those that are only reported; each strictest first. */
export interface Matches {
  readonly acting: readonly Match[];
  readonly shadow: readonly Match[];
}

/** All measures that matched, put together: every one is listed, the strictest acts. */
export function outcomeOf(plan: Plan, view: EventView, matched: readonly number[]): Outcome {
  return combine(view.given, plan.label, matchesOf(plan, view, matched));
}

/** @param matched positions in the plan, as `matchMeasures` found them */
export function matchesOf(plan: Plan, view: EventView, matched: readonly number[]): Matches {
  const acting: Match[] = [];
  const shadow: Match[] = [];
  for (const position of matched) {
    const compiled = plan.measures[position];
    if (compiled === undefined) continue;
    const { measure } = compiled;
    const part = partOf(measure, view.given);
    if (part === 'none') continue;
    const match: Match = {
      measure,
      tell: tellOf(measure, view.given, plan.practice.settings),
      until: measure.until === undefined ? null : holdUntil(measure.until, view.milliseconds),
      reason: {
        measure: measure.id,
        ...(measure.harm === undefined ? {} : { harm: measure.harm }),
        title: measure.title,
        action: measure.do,
        because: compiled.when.source,
        saw: sawOf(compiled, view),
        spans: spansOf(plan, compiled, view),
        refs: [...measure.refs],
      },
    };
    (part === 'acts' ? acting : shadow).push(match);
  }
  return { acting: acting.sort(byStrictness), shadow: shadow.sort(byStrictness) };
}

/**
 * Whether a measure acts on this event, is only reported, or takes no part. Outside the share of actors that a
 * rollout has reached, an enforced measure is reported as in shadow, so that its full effect can be seen before.
 */
function partOf({ id, mode, rollout }: Measure, { actor }: Event): 'acts' | 'reported' | 'none' {
  const reached = isInRollout(id, actor.id, rollout);
  if (mode === 'enforce') return reached ? 'acts' : 'reported';
  return reached ? 'reported' : 'none';
}

function tellOf(
  { tell: { actor, target } }: Measure,
  event: Event,
  { language }: Settings,
): NonNullable<Outcome['tell']> {
  return {
    ...(actor === undefined ? {} : { actor: wordsFor(actor, event.actor.language, language) }),
    ...(target === undefined ? {} : { target: wordsFor(target, event.target?.language, language) }),
  };
}

/** Strictest first. Measures of two practices may bear the same id: those stay in the order of the practices. */
export function byStrictness(a: Match, b: Match): number {
  return (
    ACTIONS.indexOf(b.measure.do) - ACTIONS.indexOf(a.measure.do) ||
    untilStrictness(b.until ?? '') - untilStrictness(a.until ?? '') ||
    (a.measure.id === b.measure.id ? 0 : a.measure.id < b.measure.id ? -1 : 1)
  );
}

/** @param practice the name of what was decided by */
export function combine(
  { id: event, content }: Event,
  practice: string,
  { acting, shadow }: Matches,
): Outcome {
  const [strictest] = acting;
  const action = strictest?.measure.do ?? 'allow';
  const until = action === 'hold' ? latestOf(acting) : null;
  // What is blocked is not delivered at all; what is held is delivered with less, once it is released.
  const limits = action === 'block' ? [] : limitsOf(acting);
  const tell = strictestTell(acting);
  const unseen = unseenIn(content);
  return {
    event,
    action,
    ...(until === null ? {} : { until }),
    ...(limits.length === 0 ? {} : { limits }),
    reasons: acting.map(({ reason }) => reason),
    ...(shadow.length === 0 ? {} : { shadow: shadow.map(({ reason }) => reason) }),
    ...(tell === null ? {} : { tell }),
    ...(unseen.length === 0 ? {} : { unseen: [...unseen] }),
    effects: effectsOf(acting),
    practice,
  };
}

/** Of the strictest releaser's holds that end by themselves, the one that ends last. */
function latestOf(acting: readonly Match[]): string | null {
  const holds = acting.flatMap(({ measure, until }) => (measure.do === 'hold' && until ? [until] : []));
  const [first] = holds;
  if (first === undefined) return null;
  const strictest = holds.filter((until) => untilStrictness(until) === untilStrictness(first));
  return strictest.sort().at(-1) ?? null;
}

function limitsOf(acting: readonly Match[]): Limit[] {
  const taken = new Set(acting.flatMap(({ measure }) => measure.limits));
  return LIMITS.filter((limit) => taken.has(limit));
}

/** To each of them the word of the strictest measure that has one. */
function strictestTell(acting: readonly Match[]): NonNullable<Outcome['tell']> | null {
  const actor = acting.find(({ tell }) => tell.actor !== undefined)?.tell.actor;
  const target = acting.find(({ tell }) => tell.target !== undefined)?.tell.target;
  if (actor === undefined && target === undefined) return null;
  return { ...(actor === undefined ? {} : { actor }), ...(target === undefined ? {} : { target }) };
}

function effectsOf(acting: readonly Match[]): Outcome['effects'] {
  const effects = new Map<string, Record<string, string>>();
  for (const { measure } of acting)
    for (const effect of measure.effects) effects.set(JSON.stringify(effect), { ...effect });
  return [...effects.values()];
}
