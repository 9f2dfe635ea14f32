import type { Pool } from '../platform/database/index.ts';

/** Whether anything is known of anybody, as far as this process has seen. */
export interface Presence {
  /** True only where it is sure, as long as the database can be asked. */
  isEmpty(): boolean;
  stop(): Promise<void>;
}

export interface PresenceOptions {
  readonly pool: Pool;
  readonly pollMs?: number;
  /** A clock that does not jump, in milliseconds. */
  readonly now?: () => number;
}

const POLL_MS = 250;
/** After a look that failed, or took so long that it says nothing any more. */
const AGAIN_MS = 50;
/**
 * For so long a process trusts that it saw nothing. Whoever stores the very first facts answers only after this time:
 * then every process looks, and the next decision knows them wherever it is made.
 */
export const TRUST_MS = 1_000;

export async function nothingIsKnown(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ any: boolean }>(
    `select exists (select from people.account) or exists (select from people.connection)
       or exists (select from people.shun) as any`,
  );
  return rows[0]?.any === false;
}

/** Asks the database until something is known; from then on it is asked about each event, and no more here. */
export async function watchPresence({
  pool,
  pollMs = POLL_MS,
  now = () => performance.now(),
}: PresenceOptions): Promise<Presence> {
  let isEmpty = true;
  /** When the last look began that saw nothing; null while one is under way, or failed: the one before it stands. */
  let sawNothingAt: number | null = null;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    const began = now();
    sawNothingAt = null;
    try {
      isEmpty = await nothingIsKnown(pool);
      // What took long says little any more: it is looked at again at once.
      if (now() - began < pollMs) sawNothingAt = began;
    } catch {
      // The gate tells of a database that is late or away, and no decision of this time is made with it.
    }
  }

  function schedule(): void {
    if (stopped || !isEmpty) return;
    timer = setTimeout(
      () => {
        running = look().finally(schedule);
      },
      sawNothingAt === null ? AGAIN_MS : pollMs,
    );
    timer.unref();
  }

  await look();
  schedule();
  return {
    isEmpty: () => isEmpty && (sawNothingAt === null || now() - sawNothingAt < TRUST_MS),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
