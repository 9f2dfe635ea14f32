import type { Event } from '../event/event.ts';
import type { History } from '../history/index.ts';
import type { CompiledMeasure, Plan } from '../practice/plan/plan.ts';
import { type Alternative, alternativesOf } from './alternatives.ts';
import { decide } from './decide.ts';
import type { Outcome } from './decision.ts';
import { isInForce, matchMeasures } from './match.ts';
import { outcomeOf } from './outcome.ts';
import { EventView } from './view.ts';

/** What became of one measure. */
export interface TraceEntry {
  readonly measure: string;
  readonly mode: 'enforce' | 'shadow';
  /**
   * `matched`; `not_matched` because a part is false; `unknown` because it hangs on a fact that is not known;
   * `excepted` by its `unless`; `not_reached` because it is not for this kind of event, or not in force.
   */
  readonly result: 'matched' | 'not_matched' | 'unknown' | 'excepted' | 'not_reached';
  /** One line for a person. */
  readonly why: string;
  /** The parts of `when`, joined by “and”, as far as the measure was reached. */
  readonly parts?: readonly TracePart[];
}

export interface TracePart {
  readonly expression: string;
  readonly value: true | false | 'unknown';
  /** The fact that is missing where the value is unknown. */
  readonly missing?: string;
}

/** A decision with the trace of every measure, in the order of their ids. */
export interface Explanation {
  readonly outcome: Outcome;
  readonly trace: readonly TraceEntry[];
  /** The single changes that would make it milder, those that help most first. */
  readonly alternatives: readonly Alternative[];
}

/** Decides as `decide` does, and says of every measure why it did or did not match. Slower: everything is asked. */
export function explain(plan: Plan, event: Event, past: History | null = null): Explanation {
  const view = new EventView(plan, event, past);
  const matched = matchMeasures(plan, view);
  const trace = plan.measures.map((measure, position) =>
    traceOf(plan, view, measure, matched.includes(position)),
  );
  const outcome = outcomeOf(plan, view, matched);
  const again = (other: Event) => decide(plan, other, past).outcome.action;
  return { outcome, trace, alternatives: alternativesOf(again, event, outcome.action) };
}

function traceOf(plan: Plan, view: EventView, compiled: CompiledMeasure, matched: boolean): TraceEntry {
  const { measure, unless } = compiled;
  const entry = { measure: measure.id, mode: measure.mode };
  if (measure.kinds.length > 0 && !measure.kinds.includes(view.given.kind))
    return { ...entry, result: 'not_reached', why: `is for ${measure.kinds.join(', ')} only` };
  if (!isInForce(compiled, view))
    return { ...entry, result: 'not_reached', why: 'is not in force at the time of the event' };
  const parts = partsOf(plan, view, compiled);
  const failed = parts.find(({ value }) => value === false);
  if (failed) return { ...entry, result: 'not_matched', why: `${failed.expression} is false`, parts };
  const open = parts.find(({ value }) => value === 'unknown');
  if (open) {
    const because = open.missing === undefined ? '' : `: ${sayMissing(open.missing)}`;
    return { ...entry, result: 'unknown', why: `${open.expression} is unknown${because}`, parts };
  }
  if (!matched) return { ...entry, result: 'excepted', why: `unless ${unless?.source ?? ''}`, parts };
  return { ...entry, result: 'matched', why: compiled.when.source, parts };
}

function sayMissing(fact: string): string {
  return fact.includes(' ') ? fact : `${fact} is not known`;
}

function partsOf(plan: Plan, view: EventView, { conditions }: CompiledMeasure): readonly TracePart[] {
  return conditions.flatMap((number) => {
    const condition = plan.conditions[number];
    if (condition === undefined) return [];
    const { value, missing } = condition.expression.probe(view);
    return [
      { expression: condition.expression.source, value, ...(missing === undefined ? {} : { missing }) },
    ];
  });
}
