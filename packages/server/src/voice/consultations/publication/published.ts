import type { ThemeFigures } from '../analysis/analysis.ts';
import type { Counts } from '../analysis/counts.ts';
import type { CheckedLine } from './checklist.ts';
import type { Response } from './response-schema.ts';

/** The response as it was published; its numbers stay as they were then. */
export interface Publication extends Response {
  readonly published_at: string;
  readonly counts: Counts;
  readonly themes: readonly ThemeFigures[];
  readonly campaigns: readonly { readonly answers: number; readonly alike: number }[];
  /** Answers that were withdrawn until then. */
  readonly withdrawn: number;
  readonly checklist: readonly CheckedLine[];
}
