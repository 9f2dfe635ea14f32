/** Something wrong inside an expression; offsets count from its first character. */
export interface ExpressionProblem {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly start: number;
  readonly end: number;
}

/** What the names in an expression may refer to besides the declared variables. */
export interface Names {
  readonly lists: ReadonlySet<string>;
}
