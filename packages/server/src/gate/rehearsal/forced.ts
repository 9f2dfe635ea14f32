import type { Action, Limit } from '@safeward/engine';
import type { Refusal } from '../../platform/problem/problem.ts';
import { RATE_PROBLEMS } from '../../platform/rate-limit/index.ts';
import { GATE_PROBLEMS } from '../problems.ts';
import { OTHER_EVENT, OVERLOADED, type Settled } from '../settled.ts';

/** An answer that the id of an event asks for. */
export type Forced =
  | {
      readonly kind: 'action';
      readonly action: Action;
      /** `time` is an hour from now. */
      readonly until?: string;
      readonly limits?: readonly Limit[];
    }
  /** The real decision, after the deadline. */
  | { readonly kind: 'late' }
  /** The real decision as the practice's `on_failure` makes it while the database is away. */
  | { readonly kind: 'degraded' }
  | { readonly kind: 'refusal'; readonly refusal: Refusal };

const hold = (until: string): Forced => ({ kind: 'action', action: 'hold', until });
const refusal = (kind: Refusal['kind'], headers: Readonly<Record<string, string>> = {}): Forced => ({
  kind: 'refusal',
  refusal: { kind, detail: 'The id of the event asked for it.', headers },
});

/** By `event.id`, with a test key; with any other these are ids like all others. */
export const FORCED: ReadonlyMap<string, Forced> = new Map<string, Forced>([
  ['test:allow', { kind: 'action', action: 'allow' }],
  ['test:nudge', { kind: 'action', action: 'nudge' }],
  ['test:limit', { kind: 'action', action: 'limit', limits: ['strip_links', 'blur_images'] }],
  ['test:hold:recipient', hold('recipient')],
  ['test:hold:guardian', hold('guardian')],
  ['test:hold:reviewer', hold('reviewer')],
  ['test:hold:sender_confirms', hold('sender_confirms')],
  ['test:hold:time', hold('time')],
  ['test:block', { kind: 'action', action: 'block' }],
  ['test:timeout', { kind: 'late' }],
  ['test:degraded', { kind: 'degraded' }],
  ['test:overloaded', asTheGate(OVERLOADED)],
  ['test:rate_limited', refusal(RATE_PROBLEMS.limited, { 'retry-after': '1' })],
  ['test:conflict', asTheGate(OTHER_EVENT)],
  ['test:error', refusal(GATE_PROBLEMS.failed)],
]);

/** The very refusal that the gate gives. */
function asTheGate(settled: Settled): Forced {
  if (settled.recording !== 'refused') throw new Error('it is no refusal');
  return { kind: 'refusal', refusal: settled.refusal };
}
