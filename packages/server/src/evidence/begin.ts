import type { Signer } from '@safeward/ledger';
import { inTransaction, type Pool } from '../platform/database/index.ts';
import { sortableId } from '../platform/id/sortable-id.ts';
import { appendRecords, type NewRecord } from '../platform/leaves/index.ts';
import { addKeys, beginLog, findLog, type LogRow } from './store.ts';

/** A log that this process may go on with. */
export interface OurLog {
  readonly origin: string;
  readonly signers: readonly Signer[];
}

/**
 * Finds the log of this database, or begins it under a name of its own.
 *
 * @param origin for a new log; chosen at random where it is left out
 * @returns null where the log is another process's: none of these keys is one of its own
 */
export function findOrBegin(
  pool: Pool,
  keysFor: (origin: string) => readonly Signer[],
  origin?: string,
): Promise<OurLog | null> {
  return inTransaction(pool, async (client) => {
    const fresh = origin ?? `localhost/safeward/${sortableId(Date.now()).slice(-16)}`;
    const made = keysFor(fresh).map(({ vkey }) => vkey);
    if (await beginLog(client, fresh, made)) await appendRecords(client, [about('log.began', fresh, made)]);
    const log = await findLog(client, true);
    if (log === null) throw new Error('the log that was begun is not there');
    const signers = keysFor(log.origin);
    const added = signers.map(({ vkey }) => vkey).filter((vkey) => !log.keys.includes(vkey));
    if (added.length === signers.length) return null;
    if (added.length > 0) {
      await addKeys(client, added);
      await appendRecords(client, [about('log.key', log.origin, added)]);
    }
    return { origin: log.origin, signers };
  });
}

function about(type: 'log.began' | 'log.key', origin: LogRow['origin'], keys: readonly string[]): NewRecord {
  return { type, parts: [['log', JSON.stringify({ origin, keys })]] };
}
