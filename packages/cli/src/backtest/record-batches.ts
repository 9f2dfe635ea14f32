import type { PastDecision } from '@safeward/server';
import type { Step } from './line-batches.ts';

/** How far the records were read, and how far they shall be: ids of decisions, which begin with the time. */
export interface RecordPosition {
  readonly kind: 'records';
  /** The last one read, or the bound below all. */
  readonly after: string;
  /** The bound above all, set at the beginning: what is decided meanwhile is not the past. */
  readonly before: string;
}

/** Asks for a page of records, oldest first. */
export type ReadPage = (
  position: Pick<RecordPosition, 'after' | 'before'>,
  limit: number,
) => Promise<readonly PastDecision[]>;

const PAGE = 1_000;

/** @param onPage told the time of the last record of each page */
export async function* recordBatches(
  readPage: ReadPage,
  from: RecordPosition,
  onPage: (at: Date) => void = () => {},
): AsyncGenerator<Step<RecordPosition>, void> {
  let position = from;
  for (;;) {
    const records = await readPage(position, PAGE);
    const last = records.at(-1);
    if (last === undefined) return;
    onPage(last.decidedAt);
    position = { ...position, after: last.id };
    yield { batch: { kind: 'records', records }, next: position };
  }
}
