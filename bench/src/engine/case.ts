import type { Event, Plan, SourceFile } from '@safeward/engine';
import { createRandom } from '@safeward/simulator';
import { ALL_KINDS, type InventedEvent, inventEvents, WRITTEN_KINDS } from '../input/events.ts';
import { inventPractice } from '../input/measures.ts';
import { load } from '../input/practice.ts';
import { readPractice } from '../input/starter.ts';

/** Which case: so many invented measures, or the practice that Safeward comes with. */
export type CaseId = number | 'starter';

/** How many events, and what they are invented from. */
export interface Input {
  readonly events: number;
  readonly seed: number;
}

/** A practice, and the events that are decided under it. */
export interface EngineCase {
  readonly name: string;
  readonly plan: Plan;
  readonly events: readonly Event[];
  /** The same events as a request brings them. */
  readonly bodies: readonly Uint8Array[];
}

/** How long the messages are, in characters. */
export const TEXT_LENGTH = [80, 400] as const;
/** Share of the messages that hold the words of some measure. */
export const FRAGMENT_SHARE = 0.1;

/**
 * Makes a case: invented measures over messages of which as many as ever hold words that one of the measures looks
 * for, or `starter` over events of every kind. The same id and input, the same case.
 *
 * @throws {CannotMeasure} where the practice does not load
 */
export function makeCase(id: CaseId, { events: count, seed }: Input): EngineCase {
  const random = createRandom(seed + 1);
  if (id === 'starter') {
    const text = { length: TEXT_LENGTH, fragments: [], fragmentShare: 0 };
    return caseOf('starter', readPractice(), inventEvents(random, { count, kinds: ALL_KINDS, text }));
  }
  const { files, fragments } = inventPractice(createRandom(seed), id);
  const text = { length: TEXT_LENGTH, fragments, fragmentShare: FRAGMENT_SHARE };
  return caseOf(`measures=${id}`, files, inventEvents(random, { count, kinds: WRITTEN_KINDS, text }));
}

function caseOf(name: string, files: readonly SourceFile[], invented: readonly InventedEvent[]): EngineCase {
  const { plan } = load(files);
  const events = invented.map(({ event }) => event);
  const bodies = events.map((event) => Buffer.from(JSON.stringify(event)));
  return { name, plan, events, bodies };
}
