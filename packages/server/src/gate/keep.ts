import { setTimeout as sleep } from 'node:timers/promises';
import { inTransaction, isDatabaseAway, type Pool } from '../platform/database/index.ts';
import type { Logger } from '../platform/log/log.ts';
import { appendToOutbox, type NewMessage } from '../platform/outbox/index.ts';

/** Removes records whose days of keeping are over, as their practice said when they were made. */
export interface Keeping {
  stop(): Promise<void>;
}

export interface KeepingOptions {
  readonly pool: Pool;
  readonly log: Logger;
  /** Between two checks. */
  readonly checkMs?: number;
  /** Told how many were removed. */
  readonly onRemoved: (count: number) => void;
}

/** What is due is gone at most this long after. */
export const KEEP_CHECK_MS = 60_000;
/** Small, so that nobody who waits for one of its rows waits long. */
const BATCH = 500;
/** Between two batches: whoever decides comes first. */
const PAUSE_MS = 20;
/** Any number will do, as long as every Safeward takes the same one. */
const ADVISORY_LOCK = 7_233_927_004;

/** Any number of processes may keep; one of them removes at a time. */
export function startKeeping({ pool, log, checkMs = KEEP_CHECK_MS, onRemoved }: KeepingOptions): Keeping {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  function schedule(): void {
    if (stopped) return;
    timer = setTimeout(() => {
      running = check().finally(schedule);
    }, checkMs);
    timer.unref();
  }

  async function check(): Promise<void> {
    let total = 0;
    try {
      while (!stopped) {
        const removed = await removeDue(pool);
        onRemoved(removed);
        total += removed;
        if (removed < BATCH) break;
        await sleep(PAUSE_MS);
      }
    } catch (error) {
      if (!isDatabaseAway(error)) log.error({ err: error }, 'what is due cannot be removed; trying again');
    }
    if (total > 0) log.info({ decisions: total }, 'decisions whose days of keeping are over are removed');
  }

  schedule();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/**
 * Removes one batch of what is due, with how its holds were ended. What is still held then is refused, and that is
 * told: nothing waits for ever. What a measure preserves as evidence stays.
 *
 * @returns how many were removed; 0 also where another process is removing
 */
export function removeDue(pool: Pool): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { rows: locks } = await client.query<{ ours: boolean }>(
      'select pg_try_advisory_xact_lock($1) as ours',
      [ADVISORY_LOCK],
    );
    if (locks[0]?.ours !== true) return 0;
    // Quotes within a JSON text are escaped, so nothing that people wrote looks like an effect.
    const { rows } = await client.query<{ id: string; event: string; held: boolean }>(
      `select id, event_id as event, exists (select from gate.hold where decision = id) as held
       from gate.decision where keep_until < now() and answer not like '%{"preserve":%'
       order by keep_until limit ${BATCH}`,
    );
    const at = new Date().toISOString();
    const resolution = { by: 'clock', as: 'clock', outcome: 'refuse', at };
    const refused = rows.filter(({ held }) => held);
    await appendToOutbox(
      client,
      refused.map(
        ({ id, event }): NewMessage => ({
          type: 'decision.refused',
          subject: event,
          data: { decision: id, event, resolution },
        }),
      ),
    );
    await client.query('delete from gate.decision where id = any ($1::text[])', [rows.map(({ id }) => id)]);
    return rows.length;
  });
}
