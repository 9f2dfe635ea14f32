import type { Plan } from './plan.ts';
import { endOfDayAfter } from './zone.ts';

/** Where a consultation stands. It never goes back, but for an extension after it has closed. */
export const STATES = ['draft', 'open', 'closed', 'analysed', 'responded', 'archived'] as const;
export type State = (typeof STATES)[number];

/** When what happened, in milliseconds since 1970; null where it has not. */
export interface Times {
  readonly opensAt: number | null;
  /** The first moment at which it is closed. */
  readonly closesAt: number | null;
  readonly responseDueAt: number | null;
  readonly analysedAt: number | null;
  readonly respondedAt: number | null;
  readonly archivedAt: number | null;
}

export interface Consultation extends Times {
  /** `con_…` */
  readonly id: string;
  readonly slug: string;
  readonly plan: Plan;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly originSecret: Buffer | null;
}

/** How long a consultation is open, and within what the response is due, unless its plan says otherwise. */
export const DEFAULT_PERIOD = { months: 3 } as const;

/** Where it stands at a moment. Before it opens it is a draft, also where the moment is set already. */
export function stateAt(times: Times, now: number): State {
  if (times.archivedAt !== null) return 'archived';
  if (times.respondedAt !== null) return 'responded';
  if (times.analysedAt !== null) return 'analysed';
  if (times.opensAt === null || times.closesAt === null || now < times.opensAt) return 'draft';
  return now < times.closesAt ? 'open' : 'closed';
}

/** Whether what arrives at a moment is in time: before it closes, and not at the very moment. */
export function isInTime(times: Times, at: number): boolean {
  return times.opensAt !== null && times.closesAt !== null && at >= times.opensAt && at < times.closesAt;
}

/** Whether the response is later than it was promised, whether it has come by now or not. */
export function isOverdue({ responseDueAt, respondedAt }: Times, now: number): boolean {
  return responseDueAt !== null && (respondedAt ?? now) > responseDueAt;
}

/** The end of the last day on which it is open. */
export function closingAfter(opensAt: number, plan: Plan): number {
  return endOfDayAfter(opensAt, plan.open_for ?? DEFAULT_PERIOD, plan.zone);
}

/** The end of the last day on which the response would be in time. */
export function dueAfter(closesAt: number, plan: Plan): number {
  return endOfDayAfter(closesAt, plan.respond_within ?? DEFAULT_PERIOD, plan.zone);
}

/** Whether the public may see it: from the moment on for which its opening is set. */
export function isPublic({ opensAt }: Times): boolean {
  return opensAt !== null;
}
