import type { Event, Outcome } from '@safeward/engine';
import { paint, shorten, visible } from '../terminal.ts';
import { paintAction } from './style.ts';
import { pad } from './table.ts';

/** A decision on one line for a person: event, kind, action, what more it means, measure, why. */
export function formatDecision(event: Pick<Event, 'id' | 'kind'>, outcome: Outcome): string {
  const [first, ...others] = outcome.reasons;
  const more = others.length > 0 ? paint('dim', ` (and ${others.length} more)`) : '';
  const why = first === undefined ? '' : `${paint('bold', first.measure)}  ${visible(first.title)}${more}`;
  return [
    pad(visible(shorten(event.id, 24)), 24),
    pad(event.kind, 15),
    pad(paintAction(outcome.action), 5),
    pad(detailOf(outcome), 16),
    why,
  ]
    .join('  ')
    .trimEnd();
}

/** Who ends a hold; what a limit takes away. */
export function detailOf({ until, limits }: Outcome): string {
  if (until !== undefined) return until;
  return limits?.join(', ') ?? '';
}
