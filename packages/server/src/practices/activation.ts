import { type Guard, MAX_GUARDS } from './guard.ts';

/** `base`: the practice in force, or a candidate beside it. `overlay`: laid over it for a while, for a crisis. */
export const ACTIVATION_KINDS = ['base', 'overlay'] as const;
export type ActivationKind = (typeof ACTIVATION_KINDS)[number];

/** How far a practice has come. Before the first it is uploaded, a draft. */
export const STAGES = ['shadow', 'share', 'enforce'] as const;
export type Stage = (typeof STAGES)[number];

/** What is asked for. */
export interface ActivationRequest {
  readonly kind: ActivationKind;
  readonly stage: Stage;
  /** Per cent of actors, with `share` only. */
  readonly share: number | null;
  readonly guards: readonly Guard[];
  /** With an overlay only. */
  readonly expires_at: Date | null;
  /** For people who read the history. */
  readonly reason: string;
}

/** How an activation ended. */
export type EndedAs = 'superseded' | 'rolled_back' | 'guard' | 'ended' | 'withdrawn' | 'expired';

/** One line of the history: what was asked for, by whom, when it acted and how it ended. */
export interface Activation {
  readonly id: number;
  /** `name@version#sha256:…` */
  readonly practice: string;
  readonly name: string;
  readonly version: string;
  readonly hash: string;
  readonly kind: ActivationKind;
  readonly stage: Stage;
  readonly share: number | null;
  readonly guards: readonly Guard[];
  readonly expires_at: string | null;
  readonly reason: string;
  readonly state: 'pending' | 'live' | 'ended';
  readonly requested_by: string | null;
  readonly requested_at: string;
  readonly approved_by: string | null;
  readonly activated_at: string | null;
  readonly ended_at: string | null;
  readonly ended_by: string | null;
  readonly ended_as: EndedAs | null;
  readonly ended_reason: string | null;
  /** A guard was passed, but nothing could be put in its place: why. */
  readonly guard_problem: string | null;
}

/** What lasts longer than this is no crisis, but a practice of its own. */
export const MAX_OVERLAY_DAYS = 30;
const DAY_MS = 86_400_000;

/** What does not fit together in a request; shapes and ranges were checked where it came in. */
export function requestProblems(
  { kind, stage, share, guards, expires_at }: ActivationRequest,
  now: Date,
): readonly { readonly code: string; readonly pointer: string; readonly detail: string }[] {
  const problems: { code: string; pointer: string; detail: string }[] = [];
  const say = (pointer: string, detail: string) =>
    problems.push({ code: 'does_not_fit', pointer: `/${pointer}`, detail });
  if (stage === 'share' && share === null) say('share', 'is needed with the stage “share”');
  if (stage !== 'share' && share !== null) say('share', 'goes with the stage “share” only');
  if (share !== null && !(share > 0 && share <= 100)) say('share', 'must be above 0 and at most 100');
  if (kind === 'overlay' && stage !== 'enforce') say('stage', 'of an overlay is always “enforce”');
  if (kind === 'base' && expires_at !== null) say('expires_at', 'goes with an overlay only');
  if (kind === 'overlay') {
    const left = expires_at === null ? 0 : expires_at.getTime() - now.getTime();
    if (expires_at === null) say('expires_at', 'is needed with an overlay');
    else if (left <= 0) say('expires_at', 'must be in the future');
    else if (left > MAX_OVERLAY_DAYS * DAY_MS)
      say('expires_at', `is more than ${MAX_OVERLAY_DAYS} days away`);
  }
  if (guards.length > MAX_GUARDS) say('guards', `must be at most ${MAX_GUARDS}`);
  return problems;
}

/** Whether somebody else has to approve it: a practice in shadow does nothing to anybody. */
export function needsApproval({ stage }: Pick<ActivationRequest, 'stage'>, isRequired: boolean): boolean {
  return isRequired && stage !== 'shadow';
}
