import { ACTIONS, CHANGES, type Change } from '@safeward/engine';
import { number } from '../output/summary.ts';
import { countOf, shortLabel } from '../output/words.ts';
import { type Counted, seen, sumOf } from './counted.ts';

/** What the counts are of. */
export interface Report {
  readonly counted: Counted;
  /** Labels of the practices. */
  readonly candidate: string;
  readonly against: string;
  /** Whether what was decided then was passed over. */
  readonly afresh: boolean;
  /** False where it was stopped before the end. */
  readonly complete: boolean;
}

/** What a practice would change, in one sentence. */
export function headline({ tally: { changes, others, events } }: Counted): string {
  if (events === 0) return 'Nothing could be compared.';
  const differing = CHANGES.filter((change) => change !== 'unchanged').reduce((n, c) => n + changes[c], 0);
  if (differing === 0)
    return `Nothing would change: of ${countOf(events, 'event')} every one ends as before.`;
  const share = ` (${percent(changes.newly_held, events)})`;
  const parts = [
    `${number(changes.newly_held)} newly held${changes.newly_held > 0 ? share : ''}`,
    `${number(changes.newly_blocked)} newly blocked`,
    `${number(changes.released)} released`,
    ...part(changes.stricter, 'delivered with a nudge or a limit more'),
    ...part(changes.milder, 'with a milder action'),
  ];
  const otherwise = [
    ...part(
      others.hold ?? 0,
      'held for another reason or end otherwise',
      'held for another reason or ends otherwise',
    ),
    ...part(others.block ?? 0, 'blocked for another reason'),
    ...part((others.nudge ?? 0) + (others.limit ?? 0), 'nudged or limited otherwise'),
    ...part(others.allow ?? 0, 'allowed for another reason'),
  ];
  return `${parts.join(', ')}${otherwise.length > 0 ? `; ${isOrAre(otherwise)}` : ''}.`;
}

function part(count: number, what: string, whatOfOne = what): readonly string[] {
  return count === 0 ? [] : [`${number(count)} ${count === 1 ? whatOfOne : what}`];
}

/** `61 are held …, 5 are blocked …`, the verb once. */
function isOrAre([first = '', ...others]: readonly string[]): string {
  const [count = '', ...words] = first.split(' ');
  return [`${count} ${count === '1' ? 'is' : 'are'} ${words.join(' ')}`, ...others].join(', ');
}

/** What is compared with what, and what could not be. */
export function notes({ counted, candidate, against, afresh, complete }: Report): readonly string[] {
  const { tally, asDecided, notKept, degraded, refused } = counted;
  const before = beforeSide(tally.events, afresh ? 0 : asDecided, shortLabel(against));
  const lost = sumOf(notKept);
  return [
    `${complete ? '' : 'Stopped before the end. '}${countOf(tally.events, 'event')} compared: ${before} with ${shortLabel(candidate)}.`,
    ...(lost === 0 ? [] : [notDecided(lost, seen(counted), notKept)]),
    ...(degraded === 0
      ? []
      : [`${countOf(degraded, 'decision')} left out: a part was down, and no measure decided.`]),
    ...(refused.count === 0 ? [] : [describeRefused(refused)]),
  ];
}

function beforeSide(events: number, asDecided: number, against: string): string {
  if (asDecided === 0) return against;
  if (asDecided === events) return 'what was decided then';
  return `what was decided then (${number(asDecided)}) or ${against} (${number(events - asDecided)})`;
}

function notDecided(lost: number, all: number, notKept: Counted['notKept']): string {
  const by = ACTIONS.flatMap((action) => {
    const count = notKept[action] ?? 0;
    return count === 0 ? [] : [`${action} ${number(count)}`];
  });
  const blind = (notKept.allow ?? 0) > 0;
  return (
    `${number(lost)} of ${number(all)} could not be decided again: their content was not kept (${by.join(', ')}).` +
    (blind ? ' What would newly be held or blocked among those allowed is not counted here.' : '')
  );
}

function describeRefused({ count, first }: Counted['refused']): string {
  const more = count > first.length ? ` and ${number(count - first.length)} more` : '';
  const isLine = typeof first[0]?.at === 'number';
  return `${countOf(count, isLine ? 'line' : 'record')} could not be read: ${first.map(({ at }) => at).join(', ')}${more}.`;
}

/** How holds that people ended would fare, one line for each capacity and outcome. */
export function resolvedLines({ tally: { resolved } }: Counted): readonly string[] {
  return Object.entries(resolved)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { held, blocked, notHeld }]) => {
      const [by = '', outcome] = key.split(' ');
      const all = held + blocked + notHeld;
      const ended = outcome === 'release' ? 'released' : 'refused';
      const who = all === 1 ? `a ${one(by)}` : `${one(by)}s`;
      const instead = blocked === 0 ? '' : ` and ${number(blocked)} blocked`;
      return `Of ${countOf(all, 'hold')} that ${who} ${ended}, ${number(held)} would be held again${instead}.`;
    });
}

/** `sender_confirms` is how a hold ends, `sender` who ends it. */
function one(by: string): string {
  return by.replaceAll('_', ' ');
}

/** With one place, or the next thing to nothing. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '–';
  const share = (100 * part) / whole;
  return share > 0 && share < 0.05 ? 'below 0.1 %' : `${share.toFixed(1)} %`;
}

/** Every change has its words for a person. */
export const CHANGE_WORDS: Readonly<Record<Change, string>> = {
  unchanged: 'unchanged',
  newly_blocked: 'newly blocked',
  newly_held: 'newly held',
  released: 'released',
  stricter: 'delivered with more',
  milder: 'milder',
  other: 'the same action otherwise',
};
