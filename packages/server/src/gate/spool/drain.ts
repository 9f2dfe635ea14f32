import { isDatabaseAway, isRowAtFault } from '../../platform/database/index.ts';
import type { Logger } from '../../platform/log/log.ts';
import type { DecisionRecord, RecordedAnswer } from '../record.ts';
import type { Spool } from './spool.ts';

export interface DrainOptions {
  readonly spool: Spool;
  /** Records what can be recorded; returns the ids of those that are. */
  readonly upsert: (records: readonly DecisionRecord[]) => Promise<ReadonlySet<string>>;
  readonly findByEvents: (eventIds: readonly string[]) => Promise<readonly RecordedAnswer[]>;
  readonly reportAway: (error: unknown) => void;
  /** The event has another decision already, recorded first: by another server, or before the outage. */
  readonly onConflict: (conflict: 'same_event' | 'different_event') => void;
  readonly log: Logger;
}

/** Empties the spool into the database. */
export interface Drainer {
  /** Starts unless it is under way already, or failed a moment ago. */
  start(): void;
  /** Resolves when nothing is under way, and nothing will be. */
  stop(): Promise<void>;
}

/** A database that is there but refuses (a table is missing, a right was taken away) is asked again after this. */
const REFUSED_MS = 2_000;

export function createDrainer(options: DrainOptions): Drainer {
  const { spool, log } = options;
  let running: Promise<void> | null = null;
  let again = false;
  let resting: NodeJS.Timeout | undefined;
  let stopped = false;

  /** False where something in the group can never be recorded: the others are, all the same. */
  async function record(group: readonly DecisionRecord[]): Promise<boolean> {
    try {
      await recordTogether(group);
      return true;
    } catch (error) {
      // Where it is no single record's fault, all of them stay until the database takes them.
      if (!isRowAtFault(error)) throw error;
      if (group.length === 1) {
        log.error({ err: error, decision: group[0]?.id }, 'a spooled decision cannot be recorded');
        return false;
      }
      let whole = true;
      for (const one of group) whole = (await record([one])) && whole;
      return whole;
    }
  }

  async function recordTogether(group: readonly DecisionRecord[]): Promise<void> {
    const recorded = await options.upsert(group);
    const left = group.filter(({ id }) => !recorded.has(id));
    if (left.length === 0) return;
    const first = new Map(
      (await options.findByEvents(left.map(({ eventId }) => eventId))).map((one) => [one.eventId, one]),
    );
    for (const { id, eventId, eventHash } of left) {
      const kept = first.get(eventId);
      const conflict = kept?.eventHash === eventHash ? 'same_event' : 'different_event';
      options.onConflict(conflict);
      log.warn({ decision: id, kept: kept?.id, conflict }, 'the event was decided before; the first stays');
    }
  }

  async function run(): Promise<void> {
    const decisions = spool.depth;
    try {
      do {
        again = false;
        await spool.drain(record);
      } while (again);
      if (decisions > 0) log.info({ decisions }, 'spooled decisions are recorded');
    } catch (error) {
      if (isDatabaseAway(error)) return options.reportAway(error);
      log.error({ err: error }, 'spooled decisions cannot be recorded');
      resting = setTimeout(() => {
        resting = undefined;
        start();
      }, REFUSED_MS);
    }
  }

  function start(): void {
    if (stopped || resting !== undefined) return;
    again = true;
    running ??= run().finally(() => {
      running = null;
    });
  }

  return {
    start,
    stop() {
      stopped = true;
      clearTimeout(resting);
      return running ?? Promise.resolve();
    },
  };
}
