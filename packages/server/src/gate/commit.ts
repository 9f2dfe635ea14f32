import { isDatabaseAway, isRowAtFault, maySucceedAgain } from '../platform/database/index.ts';
import { type DecisionRecord, type RecordedAnswer, sizeOf } from './record.ts';

/** What became of a decision that was to be recorded. */
export type CommitResult =
  | { readonly kind: 'recorded' }
  /** The event had a decision already, of this process or another; it stays. */
  | { readonly kind: 'existing'; readonly existing: RecordedAnswer }
  /** The database is there but did not take it: a fault of ours, or of whoever looks after the database. */
  | { readonly kind: 'failed' };

/** A place in the queue. */
export interface Ticket {
  /** For who no longer waits, because it was answered otherwise: it is not sent, if it was not yet. */
  abandon(): void;
}

export interface CommitQueue {
  /** Null where the queue is full: the caller refuses the request. */
  offer(record: DecisionRecord, done: (result: CommitResult) => void): Ticket | null;
  /** Decisions that wait; those under way are not among them. */
  readonly depth: number;
  /** Goes on after the database was away. */
  resume(): void;
}

export interface CommitOptions {
  readonly insert: (records: readonly DecisionRecord[]) => Promise<readonly RecordedAnswer[]>;
  readonly isUp: () => boolean;
  readonly reportAway: (error: unknown) => void;
  /** Once for a statement that failed, however many decisions were in it. */
  readonly onFault: (error: unknown, eventId: string) => void;
  /** Decisions that may wait. */
  readonly capacity: number;
  /** Characters that may wait; 256 Mi unless said otherwise. */
  readonly capacitySize?: number;
}

/** More in one statement gains nothing and makes everybody wait for its end. */
const MAX_GROUP = 256;
/** Characters of one statement. */
const MAX_GROUP_SIZE = 4 * 1024 * 1024;
/** While one statement waits for the disk, the next is under way. */
export const IN_FLIGHT = 2;
const DEFAULT_CAPACITY_SIZE = 256 * 1024 * 1024;

interface Entry {
  readonly record: DecisionRecord;
  readonly size: number;
  readonly done: (result: CommitResult) => void;
  state: 'waiting' | 'sent' | 'abandoned';
}

/**
 * Group commit: what arrives while a statement is under way is sent together as the next one. Nothing waits
 * for a timer: an idle database gets a single decision at once.
 */
export function createCommitQueue(options: CommitOptions): CommitQueue {
  const { capacity, capacitySize = DEFAULT_CAPACITY_SIZE } = options;
  let entries: Entry[] = [];
  let waiting = 0;
  let waitingSize = 0;
  let inFlight = 0;
  let scheduled = false;

  /** After the requests that came in the same turn of the event loop, so that they go together. */
  function schedule(): void {
    if (scheduled || waiting === 0) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      pump();
    });
  }

  function pump(): void {
    while (inFlight < IN_FLIGHT && options.isUp()) {
      const group = take();
      if (group.length === 0) return;
      inFlight += 1;
      void send(group).finally(() => {
        inFlight -= 1;
        pump();
      });
    }
  }

  function take(): Entry[] {
    const group: Entry[] = [];
    let size = 0;
    let seen = 0;
    for (const entry of entries) {
      if (group.length >= MAX_GROUP || size >= MAX_GROUP_SIZE) break;
      seen += 1;
      if (entry.state === 'abandoned') continue;
      entry.state = 'sent';
      group.push(entry);
      size += entry.size;
    }
    entries = seen === entries.length ? [] : entries.slice(seen);
    waiting -= group.length;
    waitingSize -= size;
    return group;
  }

  function putBack(group: readonly Entry[]): void {
    const still = group.filter((entry) => entry.state !== 'abandoned');
    for (const entry of still) {
      entry.state = 'waiting';
      waitingSize += entry.size;
    }
    entries = [...still, ...entries];
    waiting += still.length;
  }

  async function send(group: readonly Entry[]): Promise<void> {
    try {
      settle(group, await options.insert(group.map(({ record }) => record)));
    } catch (error) {
      if (isDatabaseAway(error)) {
        // Whether it was committed is not known. Sent again it finds itself, and that counts as recorded.
        putBack(group);
        options.reportAway(error);
      } else if (maySucceedAgain(error)) {
        putBack(group);
      } else if (isRowAtFault(error) && group.length > 1) {
        // One of them is at fault; the others must not suffer for it.
        for (const entry of group) await send([entry]);
      } else {
        options.onFault(error, group[0]?.record.eventId ?? '');
        for (const { done } of group) done({ kind: 'failed' });
      }
    }
  }

  function abandon(entry: Entry): void {
    if (entry.state === 'waiting') {
      waiting -= 1;
      waitingSize -= entry.size;
    }
    entry.state = 'abandoned';
    // While the database is away nobody takes them out.
    if (entries.length > 2 * waiting + MAX_GROUP)
      entries = entries.filter((one) => one.state !== 'abandoned');
  }

  return {
    offer(record, done) {
      const size = sizeOf(record);
      if (waiting >= capacity || waitingSize + size > capacitySize) return null;
      const entry: Entry = { record, size, done, state: 'waiting' };
      entries.push(entry);
      waiting += 1;
      waitingSize += size;
      schedule();
      return { abandon: () => abandon(entry) };
    },
    get depth() {
      return waiting;
    },
    resume: schedule,
  };
}

function settle(group: readonly Entry[], found: readonly RecordedAnswer[]): void {
  if (found.length === 0) {
    for (const { done } of group) done({ kind: 'recorded' });
    return;
  }
  const byEvent = new Map(found.map((existing) => [existing.eventId, existing]));
  for (const { record, done } of group) {
    const existing = byEvent.get(record.eventId);
    done(existing ? { kind: 'existing', existing } : { kind: 'recorded' });
  }
}
