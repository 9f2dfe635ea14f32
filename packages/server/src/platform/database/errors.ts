/** There is no database to be had; the message says why and what to do. Meant for people. */
export class DatabaseUnavailable extends Error {
  readonly code = 'database_unavailable';
}

/**
 * SQLSTATE classes after which the same statement may work later on another connection: 08 connection,
 * 53 out of resources, 57 stopped by an operator, 25006 read only (a standby that is being promoted).
 * @see https://www.postgresql.org/docs/18/errcodes-appendix.html
 */
const PASSING = /^(08|53|57|25006$)/;

/**
 * Is the database away, rather than the statement wrong? pg reports a lost connection as a plain Error
 * without SQLSTATE, or with the operating system's code.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const state = sqlState(error);
  if (state !== null) return PASSING.test(state);
  const { code } = error as Error & { code?: unknown };
  if (typeof code === 'string' && /^E[A-Z0-9]+$/.test(code)) return true;
  return /connection|timeout|terminated|pool|not queryable/i.test(error.message);
}

/** Serialisation failure and deadlock: the whole statement was undone and may succeed when sent again. */
export function maySucceedAgain(error: unknown): boolean {
  return /^40(001|P01)$/.test(sqlState(error) ?? '');
}

/**
 * Is it one of the rows that cannot be stored, rather than the statement, the table or our rights on it?
 * 22 data exception, 23 constraint, 54 program limit.
 */
export function isRowAtFault(error: unknown): boolean {
  return /^(22|23|54)/.test(sqlState(error) ?? '');
}

/** PostgreSQL's own code of an error, five characters of which one is a digit; `EPIPE` is none. */
export function sqlState(error: unknown): string | null {
  const code = error instanceof Error ? (error as Error & { code?: unknown }).code : undefined;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && /\d/.test(code) ? code : null;
}
