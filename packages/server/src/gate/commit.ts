import { isDatabaseAway } from '../platform/database/index.ts';
import type { DecisionRecord, RecordedAnswer } from './record.ts';

/** What became of a decision that was to be recorded. */
export type CommitResult =
  | { readonly kind: 'recorded' }
  /** The event had a decision already, of this process or another; it stays. */
  | { readonly kind: 'existing'; readonly existing: RecordedAnswer }
  /** The database took the others but not this one: a fault of ours. */
  | { readonly kind: 'failed'; readonly error: unknown };

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
  readonly reportAway: () => void;
  /** Decisions that may wait. */
  readonly capacity: number;
}

/** More in one statement gains nothing and makes everybody wait for its end. */
const MAX_GROUP = 256;
/** Characters of one statement. */
const MAX_GROUP_LENGTH = 4 * 1024 * 1024;
/** While one statement waits for the disk, the next is under way. */
const MAX_IN_FLIGHT = 2;
/** Serialisation failure and deadlock: the whole statement was undone and may succeed when sent again. */
const SEND_AGAIN = /^40(001|P01)$/;

interface Entry {
  readonly record: DecisionRecord;
  readonly done: (result: CommitResult) => void;
  state: 'waiting' | 'sent' | 'abandoned';
}

/**
 * Group commit: what arrives while a statement is under way is sent together as the next one. Nothing waits
 * for a timer: an idle database gets a single decision at once.
 */
export function createCommitQueue(options: CommitOptions): CommitQueue {
  let entries: Entry[] = [];
  let waiting = 0;
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
    while (inFlight < MAX_IN_FLIGHT && options.isUp()) {
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
    let length = 0;
    let seen = 0;
    for (const entry of entries) {
      if (group.length >= MAX_GROUP || length >= MAX_GROUP_LENGTH) break;
      seen += 1;
      if (entry.state === 'abandoned') continue;
      entry.state = 'sent';
      group.push(entry);
      length += entry.record.answer.length + (entry.record.event?.length ?? 0);
    }
    entries = seen === entries.length ? [] : entries.slice(seen);
    waiting -= group.length;
    return group;
  }

  function putBack(group: readonly Entry[]): void {
    const still = group.filter((entry) => entry.state !== 'abandoned');
    for (const entry of still) entry.state = 'waiting';
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
        options.reportAway();
      } else if (SEND_AGAIN.test(sqlState(error))) {
        putBack(group);
      } else if (group.length > 1) {
        // One of them is at fault; the others must not suffer for it.
        for (const entry of group) await send([entry]);
      } else {
        group[0]?.done({ kind: 'failed', error });
      }
    }
  }

  function abandon(entry: Entry): void {
    if (entry.state === 'waiting') waiting -= 1;
    entry.state = 'abandoned';
    // While the database is away nobody takes them out.
    if (entries.length > 2 * waiting + MAX_GROUP)
      entries = entries.filter((one) => one.state !== 'abandoned');
  }

  return {
    offer(record, done) {
      if (waiting >= options.capacity) return null;
      const entry: Entry = { record, done, state: 'waiting' };
      entries.push(entry);
      waiting += 1;
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

function sqlState(error: unknown): string {
  const code = error instanceof Error ? (error as Error & { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : '';
}
