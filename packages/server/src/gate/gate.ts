import type { Event } from '@safeward/engine';
import type { Decided } from '../practices/index.ts';
import { eventHash } from './event-hash.ts';
import { createRecent } from './recent.ts';
import { conclude, type GateAnswer, OTHER_EVENT, repeatOf, type Settled } from './settled.ts';
import { type Stores, type UnderWay, undertake } from './under-way.ts';

export interface GateOptions extends Stores {
  /** By the practice in force at this moment. */
  readonly decide: (event: Event) => Decided;
}

export interface Gate {
  /**
   * Decides an event and answers when the decision is durable, at the latest when the deadline comes.
   *
   * @param withinMs the deadline, from now on
   * @param shadow whether what is decided is only reported; an event that was decided before gets the same again
   */
  decide(event: Event, withinMs: number, shadow?: boolean): Promise<GateAnswer>;
}

/** One decision for one event, however often and from however many sides it comes. */
export function createGate(options: GateOptions): Gate {
  const { spool } = options;
  // What is only reported is answered otherwise: it is remembered apart.
  const inShadow = { ...options, recent: createRecent() };
  const underWay = new Map<string, UnderWay>();

  async function decideOnce(event: Event, withinMs: number, shadow = false): Promise<GateAnswer> {
    const began = performance.now();
    const concluded = (settled: Settled, signals?: number): GateAnswer =>
      conclude(settled, { signals, total: performance.now() - began });
    const hash = eventHash(event);

    const spooled = underWay.has(event.id) ? null : spool.find(event.id);
    const found = spooled === null ? null : await spooled;
    if (found) return concluded(repeatOf(found, hash, 'spooled'));
    // From here to where the new decision is entered nothing waits: of two at once, the second finds the first.
    const other = underWay.get(event.id);
    if (other) {
      if (other.hash !== hash) return concluded(OTHER_EVENT);
      other.hurry(withinMs);
      return concluded(await other.settled);
    }
    const decided = options.decide(event);
    const signals = performance.now() - began;
    const started = undertake(
      { event, hash, decided, shadow, began },
      withinMs - signals,
      shadow ? inShadow : options,
    );
    underWay.set(event.id, started);
    const settled = await started.settled;
    underWay.delete(event.id);
    return concluded(settled, signals);
  }

  return { decide: decideOnce };
}
