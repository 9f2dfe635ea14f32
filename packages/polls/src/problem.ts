/**
 * What can be wrong with a poll. The names are those of the reference cases that this package is held against, so that
 * a program can tell one fault from another by its name alone.
 */
export const PROBLEM_KINDS = [
  'INVALID_JSON',
  'INVALID_TARGETS',
  'INVALID_CODEBOOK',
  'NEGATIVE_TARGET',
  'ZERO_TARGET',
  'MARGIN_TOTAL_MISMATCH',
  'EMPTY_DATA',
  'WRONG_ENCODING',
  'MALFORMED_CSV',
  'MALFORMED_SAV',
  'ROW_TOO_LONG',
  'WRONG_FIELD_COUNT',
  'DUPLICATE_COLUMN',
  'UNKNOWN_COLUMN',
  'MISSING_RESPONDENT_ID',
  'DUPLICATE_RESPONDENT_ID',
  'UNKNOWN_CATEGORY',
  'PARTLY_ANSWERED',
  'ANSWERED_UNASKED',
  'MISSING_WEIGHTING_VALUE',
  'SAMPLE_CATEGORY_WITHOUT_TARGET',
  'TARGET_CATEGORY_NOT_IN_SAMPLE',
  'INVALID_WEIGHT',
  'NEGATIVE_WEIGHT',
  'TOO_MANY_PROFILES',
  'RAKING_DID_NOT_CONVERGE',
  'TRIMMING_DID_NOT_SETTLE',
] as const;

export type ProblemKind = (typeof PROBLEM_KINDS)[number];

/** One fault, with where it is. */
export interface Problem {
  readonly kind: ProblemKind;
  /** A sentence: what is wrong, and what to do. */
  readonly detail: string;
  readonly in: 'data' | 'targets' | 'codebook';
  /** JSON pointer into the targets or the codebook. */
  readonly pointer?: string;
  /** Of the data: the first respondent is row 1, the header is not counted. The first of `count`. */
  readonly row?: number;
  readonly column?: string;
  /** How many rows have it, where more than one has. */
  readonly count?: number;
}

/** Something read, or all that is wrong with it. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export function fine<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

export function refused(...problems: readonly Problem[]): {
  readonly ok: false;
  readonly problems: readonly Problem[];
} {
  return { ok: false, problems };
}
