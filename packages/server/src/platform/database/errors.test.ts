import { describe, expect, it } from 'vitest';
import { isDatabaseAway, isRowAtFault, maySucceedAgain } from './errors.ts';

type Sort = 'away' | 'again' | 'row' | 'other';

const CASES: readonly (readonly [code: string | null, message: string, sort: Sort])[] = [
  ['08006', 'connection failure', 'away'],
  ['53100', 'could not extend file: No space left on device', 'away'],
  ['57P01', 'terminating connection due to administrator command', 'away'],
  ['57P03', 'the database system is starting up', 'away'],
  ['25006', 'cannot execute INSERT in a read-only transaction', 'away'],
  ['ECONNREFUSED', '', 'away'],
  ['ECONNRESET', 'read ECONNRESET', 'away'],
  ['EPIPE', 'write EPIPE', 'away'],
  [null, 'Connection terminated unexpectedly', 'away'],
  [null, 'Query read timeout', 'away'],
  [null, 'timeout exceeded when trying to connect', 'away'],
  [null, 'Client was closed and is not queryable', 'away'],
  ['40001', 'could not serialize access', 'again'],
  ['40P01', 'deadlock detected', 'again'],
  ['22P05', 'unsupported Unicode escape sequence', 'row'],
  ['23502', 'null value in column', 'row'],
  ['54000', 'index row size exceeds maximum', 'row'],
  ['42P01', 'relation "gate.decision" does not exist', 'other'],
  ['42501', 'permission denied for table decision', 'other'],
  [null, "Cannot read properties of undefined (reading 'id')", 'other'],
];

describe('an error of the database', () => {
  it.each(CASES)('%s %s: %s', (code, message, sort) => {
    const error = Object.assign(new Error(message), code === null ? {} : { code });
    expect({
      away: isDatabaseAway(error),
      again: maySucceedAgain(error),
      row: isRowAtFault(error),
    }).toEqual({ away: sort === 'away', again: sort === 'again', row: sort === 'row' });
  });

  it.each([['a string'], [null], [undefined], [{ code: '08006' }]])(
    'is nothing but an Error: %j',
    (thrown) => {
      expect([isDatabaseAway(thrown), maySucceedAgain(thrown), isRowAtFault(thrown)]).toEqual([
        false,
        false,
        false,
      ]);
    },
  );
});
