import type { Event, Outcome } from '@safeward/engine';
import { paint } from '../terminal.ts';
import { pad, shorten, wrap } from './columns.ts';
import { paintAction } from './style.ts';
import { visible } from './visible.ts';

/** Columns of the parts before the reason. */
const COLUMNS = { id: 20, kind: 15, action: 5 } as const;
const BEFORE_WHY = COLUMNS.id + COLUMNS.kind + COLUMNS.action + 3 * 2;

/** A decision for a person: event, kind, action, measure, why; what does not fit goes on below the reason. */
export function formatDecision(event: Pick<Event, 'id' | 'kind'>, outcome: Outcome, width: number): string {
  const before = [
    pad(visible(shorten(event.id, COLUMNS.id)), COLUMNS.id),
    pad(event.kind, COLUMNS.kind),
    paintAction(outcome.action, pad(outcome.action, COLUMNS.action)),
  ].join('  ');
  const why = wrap(describeWhy(outcome), Math.max(width - BEFORE_WHY, LEAST_WHY));
  return `${before}  ${why.join(`\n${' '.repeat(BEFORE_WHY)}`)}`.trimEnd();
}

const LEAST_WHY = 30;

/** Which measure acts and what it says; who ends a hold or what a limit takes away; how many more matched. */
export function describeWhy(outcome: Outcome): string {
  const [first, ...others] = outcome.reasons;
  if (first === undefined) return '';
  const detail = detailOf(outcome);
  return [
    paint('bold', first.measure),
    visible(first.title),
    ...(detail === '' ? [] : [`[${detail}]`]),
    ...(others.length > 0 ? [`(and ${others.length} more)`] : []),
  ].join(' ');
}

/** Who ends a hold; what a limit takes away. */
export function detailOf({ until, limits }: Outcome): string {
  if (until !== undefined) return until;
  return limits?.join(', ') ?? '';
}
