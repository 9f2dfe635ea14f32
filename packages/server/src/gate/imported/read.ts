import type { Pool } from '../../platform/database/index.ts';

/** How far imported events were read, and how far they shall be. */
export interface ImportedSpan {
  readonly after: number;
  readonly upTo: number;
}

/** All that are there now. */
export async function importedSpan(pool: Pool): Promise<ImportedSpan> {
  const { rows } = await pool.query<{ most: number }>(
    'select coalesce(max(number), 0)::float8 as most from gate.imported',
  );
  return { after: 0, upTo: rows[0]?.most ?? 0 };
}

/** One page, in the order in which they were imported, each event as JSON text. */
export async function importedEvents(
  pool: Pool,
  { after, upTo }: ImportedSpan,
  limit: number,
): Promise<readonly { readonly number: number; readonly event: string }[]> {
  const { rows } = await pool.query<{ number: number; event: string }>({
    name: 'imported-events',
    text: `select number::float8 as number, event from gate.imported
      where number > $1 and number <= $2 order by number limit $3`,
    values: [after, upTo, limit],
  });
  return rows;
}

const BATCH = 500;

/**
 * Removes some of those whose days of keeping are over.
 *
 * @returns how many; 0 where there are no more
 */
export async function pruneImported(pool: Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from gate.imported where number in (
       select number from gate.imported where keep_until < now() order by keep_until limit ${BATCH})`,
  );
  return rowCount ?? 0;
}
