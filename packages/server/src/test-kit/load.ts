import type { Event } from '@safeward/engine';
import type { Body, Client } from './client.ts';
import { someEvent } from './event.ts';

/** A decision that its caller was told. */
export interface Acknowledged {
  readonly event: Event;
  readonly told: Partial<Body>;
}

/** What was acknowledged, without what belongs to one request or to where it is kept. */
export function standing({ timing_ms: _timing, record: _record, ...rest }: Partial<Body>): Partial<Body> {
  return rest;
}

/** Many callers at once, each asking for one decision after another. */
export interface Load {
  readonly acknowledged: readonly Acknowledged[];
  /** Events whose caller was told nothing: they may have been decided or not. */
  readonly unsure: readonly Event[];
  /** Resolves when the last caller has its answer, or knows that none will come. */
  stop(): Promise<void>;
}

/** @param choose one of `count`, from 0: which of some sorts of event is sent next */
export function putUnderLoad(
  gate: Client,
  { callers, choose }: { readonly callers: number; readonly choose: (count: number) => number },
): Load {
  const acknowledged: Acknowledged[] = [];
  const unsure: Event[] = [];
  let stopping = false;

  async function call(): Promise<void> {
    while (!stopping) {
      const event = SORTS[choose(SORTS.length)]?.() ?? someEvent();
      try {
        const { status, json } = await gate.decide(event);
        if (status !== 200) throw new Error(`the gate answered ${status}`);
        acknowledged.push({ event, told: json });
      } catch {
        unsure.push(event);
        // The server is gone; whoever called it notices, and waits a little before the next call.
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  }

  const done = Promise.all(Array.from({ length: callers }, call));
  return {
    acknowledged,
    unsure,
    async stop() {
      stopping = true;
      await done;
    },
  };
}

const SORTS: readonly (() => Event)[] = [
  () => someEvent(),
  () => someEvent({ kind: 'post', content: { text: 'a free prize' } }),
  () => someEvent({ target: { id: 'kid', age: { band: '13_15' } }, relationship: { connected: false } }),
];
