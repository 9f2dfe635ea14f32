import { expect, it } from 'vitest';
import { AWAY_CAUSES, type AwayCause, CAUSE_TOLD, causeOf } from './cause.ts';

it.each<[code: string | null, message: string, cause: AwayCause]>([
  ['53100', 'could not extend file "base/5/16384": No space left on device', 'disk_full'],
  ['ENOSPC', 'ENOSPC: no space left on device, write', 'disk_full'],
  ['EDQUOT', 'EDQUOT: disk quota exceeded, write', 'disk_full'],
  ['25006', 'cannot execute INSERT in a read-only transaction', 'read_only'],
  ['53300', 'sorry, too many clients already', 'too_many_connections'],
  ['53200', 'out of memory', 'out_of_resources'],
  ['57P01', 'terminating connection due to administrator command', 'stopped'],
  ['57P03', 'the database system is starting up', 'stopped'],
  ['57014', 'canceling statement due to statement timeout', 'too_slow'],
  [null, 'Query read timeout', 'too_slow'],
  ['08006', 'connection failure', 'unreachable'],
  ['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:5432', 'unreachable'],
  [null, 'Connection terminated unexpectedly', 'unreachable'],
  [null, 'timeout exceeded when trying to connect', 'unreachable'],
])('%s %s: %s', (code, message, cause) => {
  expect(causeOf(Object.assign(new Error(message), code === null ? {} : { code }))).toBe(cause);
});

it('each is told in a sentence of its own', () => {
  expect(new Set(AWAY_CAUSES.map((cause) => CAUSE_TOLD[cause])).size).toBe(AWAY_CAUSES.length);
});
