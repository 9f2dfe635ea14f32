import type { Kind } from '@safeward/engine';
import { ACTIONS, type Outcome, type Reason } from '@safeward/engine';
import type { Rules } from '../practices/index.ts';

/** A part of Safeward that a decision may have to do without. */
export type Part = 'database' | 'people' | 'images';

/**
 * The decision that is given where a part was late or down, as the practice says for this kind of event:
 * `open` lets the computed decision stand, `closed` holds what would have been milder until a reviewer has
 * seen it. What the computed decision already stops stays as it is.
 */
export function onFailure(rules: Rules, kind: Kind, outcome: Outcome, part: Part): Outcome {
  const rule = rules.practice.settings.on_failure[kind] ?? 'open';
  if (rule === 'open' || ACTIONS.indexOf(outcome.action) >= ACTIONS.indexOf('hold')) return outcome;
  const reason: Reason = {
    measure: 'on_failure',
    title: 'Held because a part of the service was not available',
    action: 'hold',
    because: `settings.on_failure.${kind} == "closed"`,
    saw: { degraded: part },
    spans: [],
    refs: [],
  };
  return { ...outcome, action: 'hold', until: 'reviewer', reasons: [reason, ...outcome.reasons] };
}
