/**
 * Three-valued logic (Kleene). A fact that is not known is thrown by its accessor; CEL's `&&` and `||` absorb
 * it where the other side decides, everything else passes it on, and it is caught at the measure's edge. So
 * an unknown fact makes an outcome unknown exactly where the outcome hangs on it.
 */
export type Tri = true | false | 'unknown';

/** Thrown by accessors of facts. Made once per fact name: creating errors on the hot path costs microseconds. */
export class UnknownFact extends Error {
  readonly fact: string;

  constructor(fact: string) {
    super(`${fact} is not known`);
    this.name = 'UnknownFact';
    this.fact = fact;
  }
}

const made = new Map<string, UnknownFact>();

/** The unknown for a fact, e.g. `target.age.band`. Only called with names from the code, never from events. */
export function unknownFact(fact: string): UnknownFact {
  let unknown = made.get(fact);
  if (!unknown) {
    unknown = new UnknownFact(fact);
    made.set(fact, unknown);
  }
  return unknown;
}
