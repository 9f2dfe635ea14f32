import { vi } from 'vitest';
import { openDatabase } from '../platform/database/index.ts';
import { temporaryFolder } from './folder.ts';

/** How far a clock jumps, in milliseconds; less than 0 for back. */
export type ClockJump = number;

/**
 * Puts the clock of this process (`Date`) that far from the right time; it goes on from there. What only goes forward
 * (`performance.now`, timers) is left alone, as it is where somebody sets a machine's clock. `vi.useRealTimers` ends it.
 */
export function jumpHere(byMs: ClockJump): void {
  vi.useRealTimers();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + byMs, shouldAdvanceTime: true });
}

/** A real PostgreSQL whose clock jumps when it is told to. */
export interface JumpingDatabase {
  readonly url: string;
  /** From now on every statement sees its clock that far from the right time. */
  jump(byMs: ClockJump): Promise<void>;
  close(): Promise<void>;
}

/**
 * `now()` and `clock_timestamp()` are found in a schema of the test before PostgreSQL's own, in statements and in the
 * defaults of the tables that are made through this address.
 */
export async function startJumpingDatabase(): Promise<JumpingDatabase> {
  const folder = temporaryFolder();
  const { pool, url, close } = await openDatabase({ dataDir: folder.path });
  await pool.query(`
    create schema jump;
    create table jump.jumped (by interval not null);
    insert into jump.jumped values (interval '0');
    create function jump.now() returns timestamptz stable language sql as
      $$ select pg_catalog.now() + (select by from jump.jumped) $$;
    create function jump.clock_timestamp() returns timestamptz volatile language sql as
      $$ select pg_catalog.clock_timestamp() + (select by from jump.jumped) $$`);
  return {
    url: `${url}?options=${encodeURIComponent('-c search_path=jump,pg_catalog')}`,
    async jump(byMs) {
      await pool.query(`update jump.jumped set by = $1 * interval '1 millisecond'`, [byMs]);
    },
    async close() {
      await close();
      folder.remove();
    },
  };
}
