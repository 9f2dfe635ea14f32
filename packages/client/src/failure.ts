import type { Problem } from './api.ts';

/** The gate understood the request and refused it: asking again changes nothing. */
export class SafewardRefusal extends Error {
  override readonly name = 'SafewardRefusal';
  /** The answer's status, 400 to 499. */
  readonly status: number;
  /** RFC 9457: `code`, `title`, and `errors` with JSON pointers to the fields. Never holds what people wrote. */
  readonly problem: Problem;

  constructor(status: number, problem: Problem) {
    super(problem.detail ?? problem.title);
    this.status = status;
    this.problem = problem;
  }
}

/** No answer came in time, or none that could be used. Reading calls throw it; `decide` answers for itself. */
export class SafewardUnreachable extends Error {
  override readonly name = 'SafewardUnreachable';
  readonly reason: UnreachableReason;

  constructor(reason: UnreachableReason, cause?: unknown) {
    super(SAID[reason], { cause });
    this.reason = reason;
  }
}

/** `network`: no connection; `timeout`: no answer in time; `overloaded`: it asked to come back later; `failed`: 5xx. */
export type UnreachableReason = 'network' | 'timeout' | 'overloaded' | 'failed';

const SAID: Readonly<Record<UnreachableReason, string>> = {
  network: 'Safeward cannot be reached.',
  timeout: 'Safeward did not answer in time.',
  overloaded: 'Safeward is overloaded.',
  failed: 'Safeward failed to answer.',
};
