import { Answer, type CompiledMeasure, type Plan } from '../practice/plan/plan.ts';
import type { EventView } from './view.ts';

/**
 * The measures that match an event, by their positions in the plan, ascending; shadow measures among them.
 *
 * A measure that needs a word or a signal to occur is looked at only where it did; the text is read only where
 * one of them could still match. Whatever is unknown does not match, and an exception counts only where it is
 * known to hold.
 */
export function matchMeasures(plan: Plan, view: EventView): readonly number[] {
  const { always, applies, guardSets } = plan.byKind[view.given.kind];
  const { candidate } = plan.scratch;
  const candidates: number[] = [...always];
  if (view.hasText && guardSets.some((guards) => allHold(plan, view, guards))) {
    const seen = new Set<number>();
    for (const { pattern } of view.hits) {
      if (seen.has(pattern)) continue;
      seen.add(pattern);
      for (const atom of plan.text.atomsOf[pattern] ?? []) {
        for (const position of plan.triggered[atom] ?? []) {
          if (applies[position] === 0 || candidate[position] === 1) continue;
          candidate[position] = 1;
          candidates.push(position);
        }
      }
    }
  }
  const matched = candidates.filter((position) => {
    const measure = plan.measures[position];
    return measure !== undefined && matches(plan, view, measure);
  });
  return matched.sort((a, b) => a - b);
}

function matches(plan: Plan, view: EventView, measure: CompiledMeasure): boolean {
  if (!isInForce(measure, view)) return false;
  if (!allHold(plan, view, measure.conditions)) return false;
  return measure.unless === null || measure.unless.evaluate(view) !== true;
}

/** By the event's own time, so that a decision can be recomputed later. */
export function isInForce({ since, to }: CompiledMeasure, view: EventView): boolean {
  return view.milliseconds >= since && view.milliseconds < to;
}

function allHold(plan: Plan, view: EventView, conditions: readonly number[]): boolean {
  for (const number of conditions) if (answerTo(plan, view, number) !== Answer.yes) return false;
  return true;
}

/** Each condition is evaluated at most once for an event. */
function answerTo(plan: Plan, view: EventView, number: number): number {
  const { answers } = plan.scratch;
  const known = answers[number];
  if (known !== undefined && known !== Answer.unasked) return known;
  const value = plan.conditions[number]?.expression.evaluate(view);
  const answer = value === true ? Answer.yes : value === false ? Answer.no : Answer.unknown;
  answers[number] = answer;
  return answer;
}
