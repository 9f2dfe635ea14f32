import type { Counted } from './counted.ts';
import type { Crew } from './crew.ts';
import type { Step } from './line-batches.ts';

/** What came of counting, and how far it came. */
export interface CountedPast<Position> {
  readonly counted: Counted;
  /** False where it was stopped before the end. */
  readonly complete: boolean;
  /** Where to go on. */
  readonly position: Position;
}

/**
 * Has a crew count the past, part by part. Stopping it loses nothing: what was given away is counted to its end, and
 * the position is the one behind it.
 *
 * @param from the position of the first part
 */
export async function countPast<Position>(
  steps: AsyncIterable<Step<Position>>,
  from: Position,
  crew: Crew,
  { stop, onStep }: { readonly stop: AbortSignal; readonly onStep: () => void },
): Promise<CountedPast<Position>> {
  let position = from;
  let complete = true;
  try {
    for await (const { batch, next } of steps) {
      if (stop.aborted) {
        complete = false;
        break;
      }
      await crew.add(batch);
      position = next;
      onStep();
    }
  } catch (error) {
    // A stream that is waited for ends in this way.
    if (!stop.aborted || !(error instanceof Error && error.name === 'AbortError')) throw error;
    complete = false;
  }
  return { counted: await crew.finish(), complete, position };
}
