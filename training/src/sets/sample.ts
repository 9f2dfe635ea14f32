import type { Attribute } from '@safeward/engine';

export type { Attribute };

/** A text with what is known of it. */
export interface Sample {
  readonly text: string;
  /** 0 to 1 for each attribute that is known; what is left out is not learnt from. */
  readonly labels: Readonly<Partial<Record<Attribute, number>>>;
  readonly weight: number;
  /** Where it comes from. */
  readonly set: string;
}
