/** What is logged of an error: where it happened, and no more of what it says than is surely nobody's words. */
export interface LoggedError {
  readonly name: string;
  readonly code?: string;
  readonly message?: string;
  /** Of a refusal by PostgreSQL: what it concerns. */
  readonly table?: string;
  readonly constraint?: string;
  readonly stack?: string;
}

/** SQLSTATE classes whose messages quote values: data exceptions and violated constraints. */
const QUOTES_VALUES = /^2[23]/;

/**
 * V8 and libraries quote the value that they trip over, and a value here may be what somebody wrote. So a message
 * is logged only where its author is known to quote none: the operating system, PostgreSQL but for two classes of
 * its errors, and our own errors, which carry a `code` in lower case. For the rest the stack's frames say where to look.
 */
export function describeError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code, table, constraint } = error as Error & Readonly<Record<string, unknown>>;
  const known = typeof code === 'string' && /^\w{1,64}$/.test(code) ? code : undefined;
  return {
    name: error.name,
    ...(known !== undefined && { code: known }),
    ...(known !== undefined && isQuoteFree(known) && { message: messageOf(error) }),
    ...(typeof table === 'string' && { table }),
    ...(typeof constraint === 'string' && { constraint }),
    ...(error.stack !== undefined && { stack: framesOf(error.stack) }),
  };
}

function isQuoteFree(code: string): boolean {
  if (/^[0-9A-Z]{5}$/.test(code) && /\d/.test(code)) return !QUOTES_VALUES.test(code);
  return /^E[A-Z0-9_]+$/.test(code) ? !code.startsWith('ERR_') : /^[a-z_]+$/.test(code);
}

/** A connection refused at several addresses comes as an AggregateError with an empty message. */
function messageOf(error: Error): string {
  if (error.message !== '' || !(error instanceof AggregateError)) return error.message;
  const [first] = error.errors as readonly unknown[];
  return first instanceof Error ? first.message : '';
}

/** Without the head, which repeats the message. */
function framesOf(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
    .join('\n');
}
