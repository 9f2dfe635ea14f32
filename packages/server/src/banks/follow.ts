import type { Pool, PoolClient } from '../platform/database/index.ts';
import type { Logger } from '../platform/log/log.ts';
import { createLiveBanks, type LiveBanks } from './live.ts';
import { CHANNEL, readChanges } from './store.ts';

/** The banks as this process knows them, a moment behind the database at most. */
export interface FollowedBanks extends Pick<LiveBanks, 'match'> {
  entries(): number;
  /** Looks now, after a change made in this process; resolves when it acts here. */
  refresh(): Promise<void>;
  stop(): Promise<void>;
}

export interface FollowBanksOptions {
  readonly pool: Pool;
  readonly log: Logger;
  /** Between two looks without having heard anything: what was missed while the connection was away is seen by then. */
  readonly pollMs?: number;
}

const POLL_MS = 500;

/**
 * Reads all banks, then follows them: the database calls when something changes, and numbers say what is new, so that a
 * call that was not heard loses nothing. While the database is away, what is known goes on matching.
 */
export async function followBanks({
  pool,
  log,
  pollMs = POLL_MS,
}: FollowBanksOptions): Promise<FollowedBanks> {
  const live = await createLiveBanks();
  let place = { number: '0', changed: '0', id: '0' };
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  /** The look under way, and the one that begins after it: whoever asks during a look needs the next. */
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  async function look(): Promise<void> {
    for (;;) {
      const changes = await readChanges(pool, place);
      live.apply(changes.banks, changes.entries);
      place = changes.place;
      if (changes.isAll) break;
    }
  }

  function refresh(): Promise<void> {
    if (running === null) {
      running = look().finally(() => {
        running = null;
      });
      return running;
    }
    next ??= running
      .catch(() => {})
      .then(() => {
        next = null;
        return refresh();
      });
    return next;
  }

  const tryRefresh = async (): Promise<void> => {
    try {
      await refresh();
    } catch (error) {
      if (!stopped) log.warn({ err: error }, 'the banks cannot be read; what is known goes on');
    }
  };

  await refresh();
  const ear = listen(pool, () => void tryRefresh());
  const schedule = (): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      ear.mend();
      void tryRefresh().finally(schedule);
    }, pollMs);
    timer.unref();
  };
  schedule();
  let tidying: NodeJS.Immediate | undefined;
  const tidy = (): void => {
    // Between two steps, requests are answered.
    if (!stopped && live.tidy()) tidying = setImmediate(tidy);
  };
  const tidyTimer = setInterval(tidy, pollMs).unref();

  return {
    match: live.match,
    entries: () => live.entries,
    refresh,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      clearInterval(tidyTimer);
      clearImmediate(tidying);
      await ear.stop();
      await running?.catch(() => {});
    },
  };
}

/** A connection that hears of changes; where it is lost, `mend` makes another. */
function listen(pool: Pool, onChange: () => void): { mend(): void; stop(): Promise<void> } {
  let client: PoolClient | null = null;
  let connecting: Promise<void> | null = null;
  let stopped = false;

  async function connect(): Promise<void> {
    const fresh = await pool.connect();
    // The pool waits for every connection that it has lent out, broken ones too.
    fresh.once('end', () => {
      if (client !== fresh) return;
      client = null;
      fresh.release(true);
    });
    fresh.on('notification', onChange);
    try {
      await fresh.query(`listen ${CHANNEL}`);
    } catch (error) {
      fresh.release(true);
      throw error;
    }
    if (stopped) fresh.release(true);
    else client = fresh;
    // What changed before it listened was not called out.
    onChange();
  }

  const mend = (): void => {
    if (stopped || client !== null || connecting !== null) return;
    connecting = connect()
      // Whether the database is away is told by whoever reads from it.
      .catch(() => {})
      .finally(() => {
        connecting = null;
      });
  };
  mend();
  return {
    mend,
    async stop() {
      stopped = true;
      await connecting;
      client?.release(true);
      client = null;
    },
  };
}
