import type { Kind } from './hashes.ts';

/** What is looked up in what. */
export interface Case {
  readonly rows: number;
  readonly kind: Kind;
  readonly queries: number;
  /** Two threads over one index, in place of one, and no peer. */
  readonly together?: true;
}
