import type { DataOptions } from '../server/options.ts';

/** What the command was given. */
export interface BacktestOptions extends DataOptions {
  readonly practice?: string;
  readonly since?: string;
  readonly from?: string;
  readonly imported?: true;
  readonly against?: string;
  readonly afresh?: true;
  readonly samples?: number;
  readonly threads?: number;
  readonly resume?: string;
  readonly json?: true;
}
