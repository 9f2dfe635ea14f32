import type { Event, Outcome } from '@safeward/engine';
import { paint } from '../terminal.ts';
import { pad, shorten, wrap } from './columns.ts';
import { consequenceOf } from './consequence.ts';
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

/** Which measure acts and what it says; what that means; how many more matched. */
export function describeWhy(outcome: Outcome): string {
  const [first, ...others] = outcome.reasons;
  if (first === undefined) return '';
  const notes = [consequenceOf(outcome), ...(others.length > 0 ? [`and ${others.length} more`] : [])];
  const note = notes.filter((part) => part !== '').join('; ');
  return `${paint('bold', `${first.measure}:`)} ${visible(first.title)}${note === '' ? '' : ` (${note})`}`;
}
