import type pg from 'pg';
import { hasRoom } from './room.ts';

/** What a database is and how it is set, as far as Safeward depends on it. */
export interface DatabaseCondition {
  /** `18.1` */
  readonly version: string;
  /** A standby, or set to refuse writing. */
  readonly isReadOnly: boolean;
  /** Its disk takes a little more than it holds. */
  readonly hasRoom: boolean;
  /** Set so that what it acknowledged may be lost when the machine loses power. */
  readonly losesData: boolean;
  /** May make schemas, which a newer Safeward may need. */
  readonly mayCreate: boolean;
  /** How far its clock is ahead of ours, in milliseconds, give or take half of the way there and back. */
  readonly clockAheadMs: number;
}

interface Row {
  readonly version: string;
  readonly read_only: boolean;
  readonly loses_data: boolean;
  readonly may_create: boolean;
  readonly now: Date;
}

export async function readCondition(pool: pg.Pool): Promise<DatabaseCondition> {
  // So that no connection has to be made between the two looks at the clock.
  await pool.query('select 1');
  const before = Date.now();
  const { rows } = await pool.query<Row>(
    `select current_setting('server_version') as version, clock_timestamp() as now,
       pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' as read_only,
       current_setting('fsync') = 'off' or current_setting('full_page_writes') = 'off' as loses_data,
       has_database_privilege(current_database(), 'create') as may_create`,
  );
  const between = (before + Date.now()) / 2;
  const [row] = rows;
  if (row === undefined) throw new Error('the database said nothing of itself');
  return {
    // Distributions put their own name behind it.
    version: row.version.split(' ')[0] ?? row.version,
    isReadOnly: row.read_only,
    hasRoom: await hasRoom(pool),
    losesData: row.loses_data,
    mayCreate: row.may_create,
    clockAheadMs: Math.round(row.now.getTime() - between),
  };
}
