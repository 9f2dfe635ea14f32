import type { FileHandle } from 'node:fs/promises';
import type { Logger } from '../../platform/log/log.ts';
import type { DecisionRecord, RecordedAnswer } from '../record.ts';
import { decodeLine, decodeSegment, encodeLine } from './line.ts';
import { createSegment, keepDamaged, listSegments, readAt, readSegment, removeSegment } from './segment.ts';

/**
 * Decisions that were answered while they could not be recorded: an append-only log in the data folder,
 * synced before the answer, emptied into the database as soon as that is back.
 */
export interface Spool {
  /** Resolves when the record is on disk; rejects where that failed. */
  append(record: DecisionRecord): Promise<void>;
  /** The answer that was given for an event, as long as it is only here. */
  find(eventId: string): Promise<RecordedAnswer | null> | null;
  /** Decisions that are only here. */
  readonly depth: number;
  /**
   * Hands everything over, oldest first, in groups. What `record` has taken is gone from here; where it
   * rejects, the rest stays for the next time. Where it says false, something in the group can never be
   * recorded, and the file is kept for a person to look at.
   */
  drain(record: Recorder): Promise<void>;
  close(): Promise<void>;
}

export type Recorder = (group: readonly DecisionRecord[]) => Promise<boolean>;

/** Where a record lies; its text is read again when it is needed. */
interface Place {
  readonly segment: number;
  readonly start: number;
  readonly length: number;
}

const SEGMENT_BYTES = 16 * 1024 * 1024;
const GROUP = 200;

/**
 * @param capacity decisions held at most (some 200 bytes of memory each); more count as a failure to spool
 */
export async function openSpool(folder: string, log: Logger, capacity = 1_000_000): Promise<Spool> {
  const index = new Map<string, Place>();
  const full: number[] = [];
  for (const number of await listSegments(folder)) {
    full.push(number);
    // The first answer to an event is the one that others were told.
    for (const { record, start, length } of decodeSegment(await readSegment(folder, number)))
      if (record && !index.has(record.eventId)) index.set(record.eventId, { segment: number, start, length });
  }
  if (index.size > 0) log.info({ decisions: index.size }, 'decisions of the last run wait to be recorded');

  let next = (full.at(-1) ?? 0) + 1;
  let current: { readonly number: number; readonly file: FileHandle; bytes: number } | null = null;
  let pending: { readonly record: DecisionRecord; readonly done: PromiseWithResolvers<void> }[] = [];
  let scheduled = false;
  /** Files are written, closed and replaced one at a time. */
  let last: Promise<void> = Promise.resolve();

  function inTurn(act: () => Promise<void>): Promise<void> {
    last = last.then(act);
    return last;
  }

  /** Never rejects: whoever waits for a record is told through its own promise. */
  async function write(): Promise<void> {
    scheduled = false;
    const group = pending;
    pending = [];
    try {
      const lines = group.map(({ record }) => encodeLine(record));
      current ??= { number: next, file: await createSegment(folder, next++), bytes: 0 };
      await current.file.appendFile(Buffer.concat(lines));
      await current.file.datasync();
      for (const [n, { record, done }] of group.entries()) {
        const length = lines[n]?.length ?? 0;
        index.set(record.eventId, { segment: current.number, start: current.bytes, length });
        current.bytes += length;
        done.resolve();
      }
      if (current.bytes > SEGMENT_BYTES) await rotate();
    } catch (error) {
      // Half a line may have been written: the next one begins a new file.
      await rotate();
      for (const { done } of group) done.reject(error);
    }
  }

  async function rotate(): Promise<void> {
    const done = current;
    current = null;
    if (done === null) return;
    full.push(done.number);
    await done.file.close().catch(() => {});
  }

  async function recordSegment(number: number, record: Recorder): Promise<void> {
    const lines = decodeSegment(await readSegment(folder, number));
    // Of several lines for one event (a drain that was interrupted, a restart) the one that was found counts.
    const records = lines.flatMap((line) =>
      line.record && isAt(index.get(line.record.eventId), number, line.start) ? [line.record] : [],
    );
    let whole = true;
    for (let at = 0; at < records.length; at += GROUP)
      whole = (await record(records.slice(at, at + GROUP))) && whole;
    for (const { eventId } of records) index.delete(eventId);
    // The last line may be torn by a crash: it was never acknowledged. Any other was.
    const damaged = lines.slice(0, -1).filter((line) => line.record === null).length;
    if (damaged === 0 && whole) return removeSegment(folder, number);
    log.error({ segment: number, damaged }, 'part of the spool cannot be recorded; its file is kept');
    return keepDamaged(folder, number);
  }

  return {
    append(record) {
      if (index.size + pending.length >= capacity) return Promise.reject(new Error('the spool is full'));
      const done = Promise.withResolvers<void>();
      pending.push({ record, done });
      if (!scheduled) {
        scheduled = true;
        void inTurn(write);
      }
      return done.promise;
    },
    find(eventId) {
      const place = index.get(eventId);
      if (!place) return null;
      return (
        readAt(folder, place.segment, place.start, place.length - 1)
          .then((bytes) => decodeLine(bytes.toString('utf8')))
          // It went to the database in this moment, and is found there.
          .catch(() => null)
      );
    },
    get depth() {
      return index.size;
    },
    async drain(record) {
      await inTurn(rotate);
      for (let number = full[0]; number !== undefined; number = full[0]) {
        await recordSegment(number, record);
        full.shift();
      }
    },
    close: () => inTurn(rotate),
  };
}

function isAt(place: Place | undefined, segment: number, start: number): boolean {
  return place?.segment === segment && place.start === start;
}
