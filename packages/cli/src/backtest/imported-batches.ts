import type { ImportedSpan } from '@safeward/server';
import type { Step } from './line-batches.ts';

/** How far imported events were read, and how far they shall be. */
export interface ImportedPosition extends ImportedSpan {
  readonly kind: 'imported';
  /** How many were read. */
  readonly lines: number;
}

export type ReadImported = (
  span: ImportedSpan,
  limit: number,
) => Promise<readonly { readonly number: number; readonly event: string }[]>;

const PAGE = 1_000;

/** The events as lines of a file, for nothing was decided about them either. */
export async function* importedBatches(
  readPage: ReadImported,
  from: ImportedPosition,
): AsyncGenerator<Step<ImportedPosition>, void> {
  let position = from;
  for (;;) {
    const events = await readPage(position, PAGE);
    const last = events.at(-1);
    if (last === undefined) return;
    const firstLine = position.lines + 1;
    // In memory of its own, which can be handed over to another thread.
    const bytes = Uint8Array.from(Buffer.from(events.map(({ event }) => `${event}\n`).join('')));
    position = { ...position, after: last.number, lines: position.lines + events.length };
    yield { batch: { kind: 'lines', bytes, firstLine }, next: position };
  }
}
