import type { Pool, PoolClient } from '../database/index.ts';
import type { Logger } from '../log/log.ts';
import { isMessageType, type Message } from './message.ts';

/** Takes messages in their order, each once, within the transaction that notes how far the reader has come. */
export type Reader = (client: PoolClient, messages: readonly Message[]) => Promise<void>;

export interface Following {
  /** Reads what is there now; resolves when there is nothing more. For tests, and before closing. */
  catchUp(): Promise<void>;
  stop(): Promise<void>;
}

export interface FollowOptions {
  readonly pool: Pool;
  /** Unique: one reader of a name works at a time, in whichever process. */
  readonly name: string;
  readonly read: Reader;
  readonly log: Logger;
  /** Between two looks at an outbox that had nothing new. */
  readonly pollMs?: number;
}

const POLL_MS = 250;
const BATCH = 500;

/** Follows the outbox until it is stopped. Where the database is away it goes on when it is back. */
export function followOutbox({ pool, name, read, log, pollMs = POLL_MS }: FollowOptions): Following {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  function schedule(): void {
    if (stopped) return;
    timer = setTimeout(() => {
      running = run().finally(schedule);
    }, pollMs);
    // A poll alone keeps no process alive.
    timer.unref();
  }

  async function run(): Promise<void> {
    try {
      while (!stopped && (await readOnce(pool, name, read)) === BATCH);
    } catch (error) {
      log.warn({ err: error, reader: name }, 'the outbox cannot be read; trying again');
    }
  }

  schedule();
  return {
    async catchUp() {
      await running;
      while ((await readOnce(pool, name, read)) > 0);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

interface Row {
  readonly number: string;
  readonly xid: string;
  readonly at: Date;
  readonly type: string;
  readonly subject: string;
  readonly data: string;
}

/** @returns how many messages were taken; 0 also where another process is reading under this name */
async function readOnce(pool: Pool, name: string, read: Reader): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(
      `insert into outbox.reader (name, xid, number) values ($1, '0', 0) on conflict (name) do nothing`,
      [name],
    );
    const { rows: places } = await client.query<{ xid: string; number: string }>(
      'select xid::text, number from outbox.reader where name = $1 for update skip locked',
      [name],
    );
    const [place] = places;
    const rows = place === undefined ? [] : await newMessages(client, place);
    const last = rows.at(-1);
    if (last !== undefined) {
      await read(client, rows.flatMap(toMessage));
      await client.query('update outbox.reader set xid = $2::text::xid8, number = $3 where name = $1', [
        name,
        last.xid,
        last.number,
      ]);
    }
    await client.query('commit');
    client.release();
    return rows.length;
  } catch (error) {
    // Closing the connection rolls back, whatever state it is in.
    client.release(true);
    throw error;
  }
}

async function newMessages(
  client: PoolClient,
  { xid, number }: { readonly xid: string; readonly number: string },
): Promise<readonly Row[]> {
  const { rows } = await client.query<Row>(
    `select number, xid::text, at, type, subject, data from outbox.message
     where (xid, number) > ($1::text::xid8, $2::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
     order by xid, number limit ${BATCH}`,
    [xid, number],
  );
  return rows;
}

/** A type of a newer version is passed over: its own program told it, or will. */
function toMessage({ number, at, type, subject, data }: Row): readonly Message[] {
  return isMessageType(type) ? [{ number, at, type, subject, data: JSON.parse(data) as unknown }] : [];
}

/**
 * Removes some of what every reader has taken and is older than so many days, from the oldest on.
 *
 * @returns how many; 0 where there is nothing more
 */
export async function pruneOutbox(pool: Pool, days: number): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from outbox.message where number in (
       select number from (select * from outbox.message order by xid, number limit ${BATCH}) as oldest
       where at < now() - $1 * interval '1 day'
         and (xid, number) <= (select xid, number from outbox.reader order by xid, number limit 1))`,
    [days],
  );
  return rowCount ?? 0;
}
