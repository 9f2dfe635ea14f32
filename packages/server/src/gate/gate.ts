import { decide, type Event, type Plan } from '@safeward/engine';
import { eventHash } from './event-hash.ts';
import { conclude, type GateAnswer, OTHER_EVENT, repeatOf, type Settled } from './settled.ts';
import { type Stores, type UnderWay, undertake } from './under-way.ts';

export interface GateOptions extends Stores {
  /** The practice in force at this moment. */
  readonly plan: () => Plan;
}

export interface Gate {
  /**
   * Decides an event and answers when the decision is durable, at the latest when the deadline comes.
   *
   * @param withinMs the deadline, from now on
   */
  decide(event: Event, withinMs: number): Promise<GateAnswer>;
}

/** One decision for one event, however often and from however many sides it comes. */
export function createGate(options: GateOptions): Gate {
  const { spool } = options;
  const underWay = new Map<string, UnderWay>();

  async function decideOnce(event: Event, withinMs: number): Promise<GateAnswer> {
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
    const plan = options.plan();
    const { outcome } = decide(plan, event);
    const signals = performance.now() - began;
    const started = undertake({ event, hash, plan, outcome, began }, withinMs - signals, options);
    underWay.set(event.id, started);
    const settled = await started.settled;
    underWay.delete(event.id);
    return concluded(settled, signals);
  }

  return { decide: decideOnce };
}
