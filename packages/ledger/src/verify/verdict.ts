/** What can be wrong with something that claims to be evidence. Closed: whoever handles them handles them all. */
export const FAULTS = {
  too_large: 'is larger than anything that is taken',
  malformed: 'does not have the form it must have',
  unknown_key: 'carries no signature of a key that is trusted',
  bad_signature: 'carries a signature of a trusted key’s name that is not its own',
  wrong_origin: 'is of another log',
  not_included: 'is not what the log has at this place',
  not_consistent: 'is not a continuation of the earlier checkpoint',
  wrong_commitment: 'is not what the log committed to',
  not_witnessed: 'was not cosigned by enough witnesses',
} as const;
export type Fault = keyof typeof FAULTS;

/** Why something does not verify. `what` names the thing, `detail` says what about it. */
export interface Failure {
  readonly ok: false;
  readonly fault: Fault;
  readonly what: string;
  readonly detail: string;
  /** The id of the record in question, as far as it can be read, and the name of its part. */
  readonly record?: string;
  readonly part?: string;
}

export type Verdict<T> = { readonly ok: true; readonly value: T } | Failure;

export function proven<T>(value: T): Verdict<T> {
  return { ok: true, value };
}

export function fails(fault: Fault, what: string, detail: string = FAULTS[fault]): Failure {
  return { ok: false, fault, what, detail };
}
