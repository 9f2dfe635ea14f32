/**
 * What is wrong with something that came from outside. A problem is a value, never thrown: the outermost
 * door (HTTP, command line) renders it.
 */
export interface Problem {
  /** Stable, machine-readable: `unknown_field`, `wrong_type`, `too_long` … */
  readonly code: string;
  /** JSON pointer (RFC 6901) to the offending field; `''` is the whole document. */
  readonly pointer: string;
  /** One sentence for a person. Never contains the value itself, which may be private. */
  readonly detail: string;
}

/** The outcome of reading something from outside: the value, or every problem found with it. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };
