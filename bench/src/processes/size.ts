/** How much of everything; the defaults are what the documented figures were measured with. */
export interface ProcessesSize {
  /** At once, over all gates. */
  readonly connections: number;
  readonly pairs: number;
  /** Practices put in force one after the other. */
  readonly changes: number;
  /** Of each of those. */
  readonly measures: number;
  readonly events: number;
}
