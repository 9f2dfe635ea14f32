import type { Event } from '../event/event.ts';
import type { History } from '../history/index.ts';
import type { Plan } from '../practice/plan/plan.ts';
import { alternativesOf } from './alternatives.ts';
import type { Decided } from './decide.ts';
import { type Explanation, explain } from './explain.ts';
import { matchMeasures } from './match.ts';
import { byStrictness, combine, type Match, type Matches, matchesOf } from './outcome.ts';
import { EventView } from './view.ts';

/** Between the names of practices that decide together. */
const BETWEEN = ' + ';

/**
 * Decides one event under several practices at once, as an overlay is laid over the practice in force: what matches
 * in any of them is listed, and the strictest of all acts, as if the measures stood in one practice. Each keeps its
 * own settings for what is unknown. In whichever order or grouping they are given, the same is decided; where two
 * are equally strict, the first is listed first.
 *
 * @param plans at least one; the order is that of `practice`, the names of all
 */
export function decideTogether(
  plans: readonly [Plan, ...Plan[]],
  event: Event,
  past: History | null = null,
): Decided {
  const matches = plans.map((plan) => {
    const view = new EventView(plan, event, past);
    return matchesOf(plan, view, matchMeasures(plan, view));
  });
  return { outcome: combine(event, labelOf(plans), matches.reduce(mergeMatches)) };
}

/** As `decideTogether`, with the trace of every measure of each practice in turn. */
export function explainTogether(
  plans: readonly [Plan, ...Plan[]],
  event: Event,
  past: History | null = null,
): Explanation {
  const trace = plans.flatMap((plan) => explain(plan, event, past).trace);
  const { outcome } = decideTogether(plans, event, past);
  const again = (other: Event) => decideTogether(plans, other, past).outcome.action;
  return { outcome, trace, alternatives: alternativesOf(again, event, outcome.action) };
}

/** What matched in either, strictest first; what both say in the same words is said once. */
export function mergeMatches(a: Matches, b: Matches): Matches {
  return { acting: merged(a.acting, b.acting), shadow: merged(a.shadow, b.shadow) };
}

function merged(a: readonly Match[], b: readonly Match[]): readonly Match[] {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const said = new Set(a.map(textOf));
  return [...a, ...b.filter((match) => !said.has(textOf(match)))].sort(byStrictness);
}

/** Two measures that say the same may still differ in their words for people, or in what follows. */
function textOf({ measure: { effects, limits }, tell, reason, until }: Match): string {
  return JSON.stringify({ reason, until, tell, effects, limits });
}

function labelOf(plans: readonly Plan[]): string {
  return [...new Set(plans.map(({ label }) => label))].join(BETWEEN);
}
