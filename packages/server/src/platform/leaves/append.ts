import type { PoolClient } from '../database/index.ts';
import { type NewRecord, sealRecord, toSeal } from './record.ts';

/** Removes the records that are about these, and with them their salts. Their leaves stay in the log. */
export async function forgetRecords(
  client: Pick<PoolClient, 'query'>,
  subjects: readonly string[],
): Promise<void> {
  await client.query('delete from leaves.record where subject = any ($1::text[])', [subjects]);
}

/** For who adds leaves in the very statement that makes their records: goes before a `select` of these three. */
export const INTO_LOG = 'insert into leaves.batch (count, during, entries)';

/**
 * Adds records to the log within the caller's transaction: their leaves are in the log if, and only if, it commits.
 *
 * @returns their ids
 */
export async function appendRecords(
  client: Pick<PoolClient, 'query'>,
  records: readonly NewRecord[],
  at: number = Date.now(),
): Promise<readonly string[]> {
  if (records.length === 0) return [];
  const sealed = records.map((record) => sealRecord(record, at));
  await client.query(
    `insert into leaves.record (id, type, at, practice, subject, parts, seal)
     select id, type, $7::timestamptz, practice, subject, parts, seal
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
       as r (id, type, practice, subject, parts, seal)`,
    [
      sealed.map(({ id }) => id),
      sealed.map(({ type }) => type),
      sealed.map(({ practice }) => practice ?? null),
      sealed.map(({ subject }) => subject ?? null),
      sealed.map(({ parts }) => JSON.stringify(Object.fromEntries(parts))),
      sealed.map(toSeal),
      new Date(at),
    ],
  );
  await client.query(`${INTO_LOG} values ($1, int8range($2, $2, '[]'), $3)`, [
    sealed.length,
    at,
    sealed.map(({ entry }) => entry).join('\n'),
  ]);
  return sealed.map(({ id }) => id);
}
