import type { Batch } from './counter.ts';
import { LINE_BYTES } from './past-event.ts';

/** How far a file was read: a whole number of lines. */
export interface FilePosition {
  readonly kind: 'file';
  /** Bytes. */
  readonly offset: number;
  readonly lines: number;
}

export const START: FilePosition = { kind: 'file', offset: 0, lines: 0 };

/** A part of the past, and where the next one begins. */
export interface Step<Position> {
  readonly batch: Batch;
  readonly next: Position;
}

const LINE_FEED = 0x0a;

/**
 * Cuts a stream into parts of whole lines, about as large as what one read brings. Of a line that no event could need
 * no more is held than shows that it is too long, so that an endless one costs no more either.
 *
 * @param from where the stream begins in its file
 */
export async function* lineBatches(
  stream: AsyncIterable<Uint8Array>,
  from: FilePosition = START,
): AsyncGenerator<Step<FilePosition>, void> {
  let position = from;
  let begun: Uint8Array[] = [];
  let held = 0;
  /** Bytes of the line that was begun, held or not. */
  let length = 0;

  const hold = (part: Uint8Array): void => {
    length += part.length;
    const kept = part.subarray(0, Math.max(LINE_BYTES + 1 - held, 0));
    if (kept.length === 0) return;
    begun.push(kept);
    held += kept.length;
  };
  const step = (end: Uint8Array, lines: number): Step<FilePosition> => {
    const bytes = joined([...begun, end]);
    const firstLine = position.lines + 1;
    position = { kind: 'file', offset: position.offset + length + end.length, lines: position.lines + lines };
    begun = [];
    held = 0;
    length = 0;
    return { batch: { kind: 'lines', bytes, firstLine }, next: position };
  };

  for await (const chunk of stream) {
    const last = chunk.lastIndexOf(LINE_FEED);
    if (last >= 0) {
      const first = chunk.indexOf(LINE_FEED);
      // The first line is the end of the one that was begun, and counts to its length.
      hold(chunk.subarray(0, first));
      yield step(chunk.subarray(first, last + 1), countLines(chunk, first, last));
    }
    hold(chunk.subarray(last + 1));
  }
  if (length > 0) yield step(new Uint8Array(), 1);
}

/** In memory of its own, which can be handed over to another thread. */
function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function countLines(chunk: Uint8Array, first: number, last: number): number {
  let count = 1;
  for (let at = first; at < last; count++) at = chunk.indexOf(LINE_FEED, at + 1);
  return count;
}
