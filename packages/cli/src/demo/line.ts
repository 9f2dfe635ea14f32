import type { Event, Outcome, Person } from '@safeward/engine';
import { pad, shorten } from '../output/columns.ts';
import { detailOf } from '../output/decision-line.ts';
import { paintAction } from '../output/style.ts';
import { visible } from '../output/visible.ts';
import { paint } from '../terminal.ts';

/** Columns of the parts before the reason, and the spaces between them. */
const COLUMNS = { time: 8, who: 44, kind: 15, action: 6, ms: 8 } as const;
const BEFORE_WHY = COLUMNS.time + COLUMNS.who + COLUMNS.kind + COLUMNS.action + COLUMNS.ms + 5 * 2;

/** In a narrow terminal the reason still gets this much, and wraps. */
const LEAST_WHY = 20;

const BANDS: Readonly<Record<string, string>> = {
  under_13: 'under 13',
  '13_15': '13–15',
  '16_17': '16–17',
  adult: 'adult',
};

/** What the columns of `formatLine` are. */
export function formatHeading(): string {
  return paint('dim', columns('time', 'who → whom', 'kind', 'action', 'ms', 'measure and why'));
}

/**
 * One decision on one line: time, who to whom with their ages, kind, action, milliseconds, measure and why.
 *
 * @param milliseconds from the request to the answer, recording included
 * @param width columns of the terminal
 */
export function formatLine(event: Event, outcome: Outcome, milliseconds: number, width: number): string {
  return columns(
    paint('dim', event.at.slice(11, 19)),
    `${describePerson(event.actor)}${describeWhom(event)}`,
    event.kind,
    paintAction(outcome.action),
    paint('dim', milliseconds.toFixed(1).padStart(6)),
    describeWhy(outcome, Math.max(width - BEFORE_WHY, LEAST_WHY)),
  );
}

function columns(time: string, who: string, kind: string, action: string, ms: string, why: string): string {
  const cells = [
    pad(time, COLUMNS.time),
    pad(shorten(who, COLUMNS.who), COLUMNS.who),
    pad(kind, COLUMNS.kind),
    pad(action, COLUMNS.action),
    pad(ms, COLUMNS.ms),
    why,
  ];
  return cells.join('  ').trimEnd();
}

function describePerson({ id, age }: Person): string {
  return `${visible(id)} (${(age?.band && BANDS[age.band]) ?? 'age unknown'})`;
}

function describeWhom({ target, audience }: Event): string {
  if (target !== undefined) return ` → ${describePerson(target)}`;
  if (audience === undefined) return '';
  if (typeof audience === 'string') return audience === 'public' ? ' → everyone' : ` → ${audience}`;
  if (audience.kind === 'public') return ' → everyone';
  const { children = 0, size } = audience;
  const whom = size === undefined ? 'a group' : `group of ${size}`;
  return ` → ${whom}${children > 0 ? ` (${children} children)` : ''}`;
}

function describeWhy(outcome: Outcome, room: number): string {
  const [first] = outcome.reasons;
  if (first === undefined) return '';
  const detail = detailOf(outcome);
  const until = detail === '' ? '' : ` [${detail}]`;
  const left = room - first.measure.length - 2;
  const why = left < LEAST_WHY ? '' : `  ${paint('dim', shorten(visible(first.title) + until, left))}`;
  return `${first.measure}${why}`;
}
