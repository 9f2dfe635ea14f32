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
  const { code } = error as Error & { code?: unknown };
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return PASSING.test(code);
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) return true;
  return /connection|timeout|terminated|pool/i.test(error.message);
}
