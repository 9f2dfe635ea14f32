/** Bits that may differ: what PDQ's authors recommend. */
export const RADIUS = 31;
