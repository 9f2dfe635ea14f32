import { sqlState } from './errors.ts';

/** Why a database takes nothing, as the operator is told: in the log, in `/readyz`, and as a label of a metric. */
export const AWAY_CAUSES = [
  'disk_full',
  'read_only',
  'too_many_connections',
  'out_of_resources',
  'stopped',
  'too_slow',
  'unreachable',
] as const;

export type AwayCause = (typeof AWAY_CAUSES)[number];

/** For the log, in a sentence that says what to do. */
export const CAUSE_TOLD: Readonly<Record<AwayCause, string>> = {
  disk_full: 'its disk is full (53100, ENOSPC): make room',
  read_only: 'it takes nothing but reading (25006): name the primary, or end what makes it read-only',
  too_many_connections: 'it has no connection left (53300): raise max_connections, or close what holds them',
  out_of_resources: 'it is out of memory or of another resource (53xxx): its own log says which',
  stopped: 'it is shutting down, starting up, or was ended by somebody (57Pxx)',
  too_slow: 'it did not answer in time',
  unreachable: 'it cannot be reached, or breaks connections off: see that it runs',
};

/**
 * What PostgreSQL, pg or the operating system says, as one of a few causes. Only for errors of which `isDatabaseAway`
 * says that the database is away.
 *
 * @see https://www.postgresql.org/docs/18/errcodes-appendix.html
 */
export function causeOf(error: unknown): AwayCause {
  const state = sqlState(error);
  if (state !== null) return causeOfState(state);
  const { code, message } = error instanceof Error ? (error as Error & { code?: unknown }) : {};
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'disk_full';
  return typeof code !== 'string' && /query read timeout/i.test(message ?? '') ? 'too_slow' : 'unreachable';
}

function causeOfState(state: string): AwayCause {
  if (state === '53100') return 'disk_full';
  if (state === '53300') return 'too_many_connections';
  if (state.startsWith('53')) return 'out_of_resources';
  if (state === '25006') return 'read_only';
  if (state === '57014') return 'too_slow';
  return state.startsWith('57') ? 'stopped' : 'unreachable';
}
