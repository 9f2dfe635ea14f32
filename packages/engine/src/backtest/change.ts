import { ACTIONS, type Action, type Outcome } from '../decide/decision.ts';

/** What a candidate practice would do differently with one event. */
export const CHANGES = [
  'unchanged',
  'newly_blocked',
  'newly_held',
  'released',
  'stricter',
  'milder',
  'other',
] as const;

/**
 * `newly_blocked`, `newly_held`: was delivered in some form, or held, and no longer is; `released`: was blocked or held
 * and would be delivered in some form; `stricter`, `milder`: another action among those that deliver, or a hold in the
 * place of a block; `other`: the same action with another end of the hold, other limits or other measures behind it.
 */
export type Change = (typeof CHANGES)[number];

/** The part of an outcome that a comparison needs: of a recorded decision it is all that is kept. */
export type Compared = Pick<Outcome, 'action' | 'until' | 'limits'> & {
  readonly reasons: readonly Pick<Outcome['reasons'][number], 'measure' | 'harm'>[];
};

export function changeOf(before: Compared, after: Compared): Change {
  const [was, is] = [ACTIONS.indexOf(before.action), ACTIONS.indexOf(after.action)];
  if (was === is) return sameEffect(before, after) ? 'unchanged' : 'other';
  if (after.action === 'block') return 'newly_blocked';
  if (after.action === 'hold' && is > was) return 'newly_held';
  if (isStopped(before.action) && !isStopped(after.action)) return 'released';
  return is > was ? 'stricter' : 'milder';
}

/** Whether the action keeps the event from being delivered, for the time being or for good. */
export function isStopped(action: Action): boolean {
  return action === 'hold' || action === 'block';
}

function sameEffect(before: Compared, after: Compared): boolean {
  return (
    before.until === after.until &&
    sameNames(before.limits ?? [], after.limits ?? []) &&
    sameNames(measuresOf(before), measuresOf(after))
  );
}

export function measuresOf({ reasons }: Compared): readonly string[] {
  return reasons.map(({ measure }) => measure);
}

/** Each of two measures may be named twice where two practices decided together: that says no more than once. */
function sameNames(one: readonly string[], two: readonly string[]): boolean {
  if (one.length === 0 || two.length === 0) return one.length === two.length;
  return one.every((name) => two.includes(name)) && two.every((name) => one.includes(name));
}
