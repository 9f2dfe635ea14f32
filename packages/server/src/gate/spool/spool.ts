import type { FileHandle } from 'node:fs/promises';
import type { Logger } from '../../platform/log/log.ts';
import { type DecisionRecord, type RecordedAnswer, sizeOf } from '../record.ts';
import { decodeLine, decodeSegment, encodeLine } from './line.ts';
import { createSegment, keepDamaged, listSegments, readAt, readSegment, removeSegment } from './segment.ts';

/**
 * Decisions that were answered while they could not be recorded: an append-only log in the data folder,
 * synced before the answer, emptied into the database as soon as that is back. One for each event.
 */
export interface Spool {
  /**
   * Resolves when the event has a decision on disk: this one, or the one that was there before. Rejects where it
   * could not be written.
   */
  append(record: DecisionRecord): Promise<RecordedAnswer>;
  /** The decision that was given for an event, as long as it is only here. */
  find(eventId: string): Promise<RecordedAnswer | null> | null;
  /** A decision by its own id, as long as it is only here. */
  findDecision(id: string): Promise<RecordedAnswer | null> | null;
  /** Decisions that are only here. */
  readonly depth: number;
  /** More than this should not be waiting for the disk. */
  readonly isCrowded: boolean;
  /**
   * Hands everything over, oldest first, in groups. What `record` has taken is gone from here; where it
   * rejects, the rest stays for the next time. Where it says false, something in the group can never be
   * recorded, and the file is kept for a person to look at.
   */
  drain(record: Recorder): Promise<void>;
  close(): Promise<void>;
}

export type Recorder = (group: readonly DecisionRecord[]) => Promise<boolean>;

export interface SpoolLimits {
  /** Decisions held at most (some 200 bytes of memory each); more count as a failure to spool. */
  readonly capacity?: number;
  /** Decisions that may wait for the disk … */
  readonly waiting?: number;
  /** … and how many characters they may have. */
  readonly waitingSize?: number;
}

/** Where a record lies; its text is read again when it is needed. */
interface Place {
  readonly id: string;
  readonly segment: number;
  readonly start: number;
  readonly length: number;
}

interface Pending {
  readonly record: DecisionRecord;
  readonly done: PromiseWithResolvers<RecordedAnswer>;
}

const SEGMENT_BYTES = 16 * 1024 * 1024;
const GROUP = 200;

export async function openSpool(folder: string, log: Logger, limits: SpoolLimits = {}): Promise<Spool> {
  const { capacity = 1_000_000, waiting = 10_000, waitingSize = 256 * 1024 * 1024 } = limits;
  const index = new Map<string, Place>();
  const found = await listSegments(folder);
  const full: number[] = [...found.numbers];
  for (const segment of full) {
    for (const { record, start, length } of decodeSegment(await readSegment(folder, segment)))
      if (record && !index.has(record.eventId))
        index.set(record.eventId, { id: record.id, segment, start, length });
  }
  if (index.size > 0) log.info({ decisions: index.size }, 'decisions of the last run wait to be recorded');

  let { next } = found;
  let current: { readonly number: number; readonly file: FileHandle; bytes: number } | null = null;
  /** By event. */
  let pending = new Map<string, Pending>();
  let pendingSize = 0;
  /** Taken out of `pending`, not on disk yet. */
  let writing = new Map<string, Pending>();
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
    writing = pending;
    pending = new Map();
    pendingSize = 0;
    const group = [...writing.values()];
    try {
      const lines = group.map(({ record }) => encodeLine(record));
      current ??= { number: next, file: await createSegment(folder, next++), bytes: 0 };
      await current.file.appendFile(Buffer.concat(lines));
      await current.file.datasync();
      for (const [n, { record, done }] of group.entries()) {
        const length = lines[n]?.length ?? 0;
        index.set(record.eventId, { id: record.id, segment: current.number, start: current.bytes, length });
        current.bytes += length;
        done.resolve(record);
      }
      if (current.bytes > SEGMENT_BYTES) await rotate();
    } catch (error) {
      // Half a line may have been written: the next one begins a new file.
      await rotate();
      for (const { done } of group) done.reject(error);
    }
    writing = new Map();
  }

  async function rotate(): Promise<void> {
    const done = current;
    current = null;
    if (done === null) return;
    await done.file.close().catch(() => {});
    // Nothing in it was ever relied on. Where even that cannot be removed, it is read again at the next start.
    if (done.bytes === 0) await removeSegment(folder, done.number).catch(() => {});
    else full.push(done.number);
  }

  function read({ segment, start, length }: Place): Promise<RecordedAnswer | null> {
    return (
      readAt(folder, segment, start, length - 1)
        .then((bytes) => decodeLine(bytes.toString('utf8')))
        // It went to the database in this moment, and is found there.
        .catch(() => null)
    );
  }

  async function recordSegment(number: number, record: Recorder): Promise<void> {
    const lines = decodeSegment(await readSegment(folder, number));
    // Of several lines for one event (one of them left by a write that failed) the one that was found counts.
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
    async append(record) {
      const { eventId } = record;
      const place = index.get(eventId);
      const standing = place && (await read(place));
      if (standing) return standing;
      const earlier = writing.get(eventId) ?? pending.get(eventId);
      if (earlier) return earlier.done.promise;
      if (index.size + pending.size >= capacity) throw new SpoolFull();
      const done = Promise.withResolvers<RecordedAnswer>();
      pending.set(eventId, { record, done });
      pendingSize += sizeOf(record);
      if (!scheduled) {
        scheduled = true;
        void inTurn(write);
      }
      return done.promise;
    },
    find(eventId) {
      const place = index.get(eventId);
      return place ? read(place) : null;
    },
    findDecision(id) {
      if (index.size === 0) return null;
      const place = [...index.values()].find((one) => one.id === id);
      return place ? read(place) : null;
    },
    get depth() {
      return index.size;
    },
    get isCrowded() {
      return pending.size >= waiting || pendingSize >= waitingSize;
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

export class SpoolFull extends Error {
  readonly code = 'spool_full';

  constructor() {
    super('The spool holds as many decisions as it may.');
  }
}

function isAt(place: Place | undefined, segment: number, start: number): boolean {
  return place?.segment === segment && place.start === start;
}
