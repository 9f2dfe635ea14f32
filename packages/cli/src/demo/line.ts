import type { Event, Outcome, Person } from '@safeward/engine';
import { columnsOf, pad, shorten, wrap } from '../output/columns.ts';
import { describeWhy } from '../output/decision-line.ts';
import { ageOf } from '../output/people.ts';
import { paintAction } from '../output/style.ts';
import { visible } from '../output/visible.ts';
import { paint } from '../terminal.ts';
import { describeWhat } from './what.ts';

/** Columns of the parts that are as wide in every terminal; the words themselves get what is left. */
const COLUMNS = { time: 5, who: 37, action: 5, ms: 5 } as const;
const FIXED = COLUMNS.time + COLUMNS.who + COLUMNS.action + COLUMNS.ms + 4 * 2;
const WHAT = { least: 24, most: 60 } as const;

/** From here on reasons often find room beside the rest. */
const WIDE = 200;

/** Where a reason goes on below its line. */
const BELOW = ' '.repeat(COLUMNS.time + 2);
const HOOK = '╰ ';

/** Room on one line; a file has as much as is needed. */
export interface Room {
  readonly width: number;
}

/** What the columns of `formatLine` are. */
export function formatHeading({ width }: Room): string {
  const what = pad('what', whatColumns(width));
  const cells = columns(['time', 'who → whom', what, 'does', 'ms'.padStart(COLUMNS.ms)]);
  return paint('dim', width > WIDE ? `${cells}  measure: why` : cells);
}

/**
 * One decision: time, who to whom with their ages, what, action, milliseconds, measure and why. On one line where
 * there is room, else with the reason below.
 *
 * @param milliseconds from the request to the answer, recording included
 */
export function formatLine(event: Event, outcome: Outcome, milliseconds: number, { width }: Room): string {
  const line = columns([
    paint('dim', event.at.slice(11, 16)),
    paintWho(event),
    paintWhat(event, outcome, whatColumns(width)),
    paintDone(outcome),
    paint('dim', milliseconds.toFixed(1).padStart(COLUMNS.ms)),
  ]);
  const why = describeWhy(outcome);
  if (why === '') return line.trimEnd();
  if (columnsOf(line) + 2 + columnsOf(why) <= width) return `${line}  ${why}`;
  const room = width - BELOW.length - HOOK.length;
  const lines = wrap(why, room).map((part, at) => `${BELOW}${at === 0 ? paint('dim', HOOK) : '  '}${part}`);
  return [line.trimEnd(), ...lines].join('\n');
}

function whatColumns(width: number): number {
  return Math.min(Math.max(width - FIXED, WHAT.least), WHAT.most);
}

function columns([time = '', who = '', what = '', action = '', ms = '']: readonly string[]): string {
  return [pad(time, COLUMNS.time), pad(who, COLUMNS.who), what, pad(action, COLUMNS.action), ms].join('  ');
}

/** What was let through stays in the background; the eye is for the rest. */
function paintDone({ action }: Outcome): string {
  return action === 'allow' ? paint('dim', action) : paintAction(action);
}

function paintWhat(event: Event, outcome: Outcome, room: number): string {
  const spans = (outcome.reasons[0]?.spans ?? []).filter(({ field }) => field === 'content.text');
  const pieces = describeWhat(event, spans, room);
  const painted = pieces
    .map(({ text, marked }) => (marked ? paintAction(outcome.action, text) : text))
    .join('');
  return pad(painted, room);
}

function paintWho({ actor, target, audience }: Event): string {
  const who = describePerson(actor);
  const whom = target === undefined ? describeAudience(audience) : describePerson(target);
  return shorten(whom === '' ? who : `${who} → ${whom}`, COLUMNS.who);
}

function describePerson({ id, age }: Person): string {
  return `${visible(id)} (${age?.band === undefined || age.band === 'unknown' ? 'age ?' : ageOf(age.band)})`;
}

function describeAudience(audience: Event['audience']): string {
  if (audience === undefined) return '';
  if (typeof audience === 'string') return audience === 'public' ? 'everyone' : audience;
  if (audience.kind === 'public') return 'everyone';
  const { children = 0, size } = audience;
  if (children > 0) return `group, ${children} children`;
  return size === undefined ? 'a group' : `group of ${size}`;
}
