import { type AwayCause, causeOf } from './cause.ts';
import type { Pool } from './pool.ts';
import { hasRoom } from './room.ts';

/** Whether the database can be reached, as far as is known. */
export interface Availability {
  readonly up: boolean;
  /** For how long it has been away, in milliseconds; 0 while it is up. */
  awayFor(): number;
  /** Why it is away, as far as is known; null while it is up. */
  readonly cause: AwayCause | null;
  /** Somebody's statement found it away, with this error. From now on it is asked until it takes what is recorded. */
  reportAway(error: unknown): void;
  /** Called each time it comes back. */
  onBack(call: () => void): void;
  stop(): void;
}

/**
 * A blink of the database (a restart takes a third of a second) is waited for, each request to its own
 * deadline at most. Once it has been away for longer, nobody waits any more.
 */
export const BLINK_MS = 2_000;

const WRITES = `select current_setting('transaction_read_only') = 'off' as writes`;
const FIRST_PROBE_MS = 50;
const LONGEST_PROBE_MS = 1_000;

/** What is told of a database: that it is up, or why it is not, with what it said. */
export type Standing =
  | { readonly up: true }
  | { readonly up: false; readonly cause: AwayCause; readonly error?: unknown };

/** @param onChange for the log: when it goes, when it is away for another cause than was told, and when it is back */
export function watchAvailability(pool: Pool, onChange: (standing: Standing) => void): Availability {
  const callbacks: (() => void)[] = [];
  let awaySince: number | null = null;
  let cause: AwayCause | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  function because(found: AwayCause, error?: unknown): void {
    if (cause === found) return;
    cause = found;
    onChange({ up: false, cause, ...(error !== undefined && { error }) });
  }

  function probe(delay: number): void {
    if (stopped) return;
    timer = setTimeout(async () => {
      const again = () => probe(Math.min(delay * 2, LONGEST_PROBE_MS));
      try {
        const { rows } = await pool.query<{ writes: boolean }>(WRITES);
        // A standby, or one that is set to refuse: it reads, and records nothing.
        if (rows[0]?.writes !== true) {
          because('read_only');
          return again();
        }
        // One whose disk is full answers what it is asked, too.
        if (cause === 'disk_full' && !(await hasRoom(pool))) return again();
      } catch (error) {
        if (!stopped) because(causeOf(error), error);
        return again();
      }
      if (stopped) return;
      awaySince = null;
      cause = null;
      onChange({ up: true });
      for (const call of callbacks) call();
    }, delay);
  }

  return {
    get up() {
      return awaySince === null;
    },
    get cause() {
      return cause;
    },
    awayFor: () => (awaySince === null ? 0 : performance.now() - awaySince),
    reportAway(error) {
      if (awaySince !== null) return;
      awaySince = performance.now();
      because(causeOf(error), error);
      probe(FIRST_PROBE_MS);
    },
    onBack(call) {
      callbacks.push(call);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
