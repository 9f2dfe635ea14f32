/** A kind of refusal. Each area lists its own; the code is stable, the title is the same every time. */
export interface ProblemKind {
  readonly code: string;
  readonly status: number;
  readonly title: string;
}

/** One thing that is wrong with the input, as the engine reports it. */
export interface FieldProblem {
  readonly code: string;
  /** JSON pointer; for a query it names the parameter: `/limit`. */
  readonly pointer: string;
  readonly detail: string;
}

/** A refusal of one request: a value that is returned, and rendered in one place. */
export interface Refusal {
  readonly kind: ProblemKind;
  readonly detail?: string | undefined;
  readonly errors?: readonly FieldProblem[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** The body of `application/problem+json` (RFC 9457). */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  /** Of the first error, for who wants only one. */
  readonly pointer?: string;
  readonly errors?: readonly FieldProblem[];
  readonly request_id?: string;
}

/** Many errors say no more than the first few, and would echo a large input's size back. */
const MAX_ERRORS = 20;

export function toProblemDocument({ kind, detail, errors }: Refusal, requestId?: string): ProblemDocument {
  const first = errors?.[0];
  const said = detail ?? (first ? `${first.pointer || 'The body'} ${first.detail}.` : undefined);
  return {
    type: `urn:safeward:problem:${kind.code}`,
    title: kind.title,
    status: kind.status,
    code: kind.code,
    ...(said !== undefined && { detail: said }),
    ...(first && { pointer: first.pointer, errors: errors?.slice(0, MAX_ERRORS) ?? [] }),
    ...(requestId !== undefined && { request_id: requestId }),
  };
}
