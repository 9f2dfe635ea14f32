import type { Pool } from './pool.ts';

/** Whether the database can be reached, as far as is known. */
export interface Availability {
  readonly up: boolean;
  /** For how long it has been away, in milliseconds; 0 while it is up. */
  awayFor(): number;
  /** Somebody's statement found it away. From now on it is asked until it answers. */
  reportAway(): void;
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

/** @param onChange for the log */
export function watchAvailability(pool: Pool, onChange: (up: boolean) => void): Availability {
  const callbacks: (() => void)[] = [];
  let awaySince: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  function probe(delay: number): void {
    if (stopped) return;
    timer = setTimeout(async () => {
      try {
        const { rows } = await pool.query<{ writes: boolean }>(WRITES);
        // A standby, or one that is set to refuse: it reads, and records nothing.
        if (rows[0]?.writes !== true) return probe(Math.min(delay * 2, LONGEST_PROBE_MS));
      } catch {
        return probe(Math.min(delay * 2, LONGEST_PROBE_MS));
      }
      if (stopped) return;
      awaySince = null;
      onChange(true);
      for (const call of callbacks) call();
    }, delay);
  }

  return {
    get up() {
      return awaySince === null;
    },
    awayFor: () => (awaySince === null ? 0 : performance.now() - awaySince),
    reportAway() {
      if (awaySince !== null) return;
      awaySince = performance.now();
      onChange(false);
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
