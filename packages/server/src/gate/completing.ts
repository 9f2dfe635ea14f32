import type { Event } from '@safeward/engine';
import { completed, type Known, leavesOut } from '../people/index.ts';
import { type Availability, BLINK_MS } from '../platform/database/availability.ts';
import { isDatabaseAway } from '../platform/database/index.ts';

/** An event as it is decided: with what was known of its people where it leaves that out. */
export interface Completion {
  readonly event: Event;
  /** What was filled in from, as JSON text: `completed(event, JSON.parse(known))` gives the event again. */
  readonly known: string | null;
  /** It could not be asked in time. */
  readonly missed: boolean;
}

export interface Completing {
  /** False where nothing is to be asked: the event says all of it, or nothing is known of anybody. */
  isNeeded(event: Event): boolean;
  /** @param withinMs when it is decided without, at the latest */
  complete(event: Event, withinMs: number): Promise<Completion>;
  /** Goes on after the database was away. */
  resume(): void;
}

export interface CompletingOptions {
  /** What is known of the people of many events, in their order. */
  readonly lookUp: (events: readonly Event[]) => Promise<readonly Known[]>;
  readonly isEmpty: () => boolean;
  readonly availability: Pick<Availability, 'up' | 'awayFor' | 'reportAway'>;
  readonly onFault: (error: unknown, eventId: string) => void;
}

interface Waiting {
  readonly event: Event;
  readonly resolve: (completion: Completion) => void;
  isOver: boolean;
}

/** More in one look gains nothing and makes everybody wait for its end. */
const MAX_GROUP = 256;
/** While one look waits for the database, the next is under way. */
export const LOOKS_IN_FLIGHT = 2;

/** What comes in one turn of the event loop, or while looks are under way, is asked together. */
export function createCompleting(options: CompletingOptions): Completing {
  const { availability } = options;
  let waiting: Waiting[] = [];
  let inFlight = 0;
  let scheduled = false;

  function schedule(): void {
    if (scheduled || waiting.length === 0) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      pump();
    });
  }

  function pump(): void {
    while (inFlight < LOOKS_IN_FLIGHT && availability.up) {
      waiting = waiting.filter(({ isOver }) => !isOver);
      const group = waiting.splice(0, MAX_GROUP);
      if (group.length === 0) return;
      inFlight += 1;
      void look(group).finally(() => {
        inFlight -= 1;
        pump();
      });
    }
  }

  async function look(group: readonly Waiting[]): Promise<void> {
    try {
      const found = await options.lookUp(group.map(({ event }) => event));
      group.forEach(({ event, resolve }, n) => {
        resolve(completeWith(event, found[n] ?? {}));
      });
    } catch (error) {
      if (isDatabaseAway(error)) {
        // It may be back before they have to be decided.
        waiting.unshift(...group);
        availability.reportAway(error);
        return;
      }
      options.onFault(error, group[0]?.event.id ?? '');
      for (const { event, resolve } of group) resolve(without(event));
    }
  }

  return {
    isNeeded: (event) => !options.isEmpty() && leavesOut(event),
    complete(event, withinMs) {
      if (availability.awayFor() > BLINK_MS) return Promise.resolve(without(event));
      const { promise, resolve } = Promise.withResolvers<Completion>();
      const timer = setTimeout(() => entry.resolve(without(event)), withinMs);
      const entry: Waiting = {
        event,
        resolve(completion) {
          entry.isOver = true;
          clearTimeout(timer);
          resolve(completion);
        },
        isOver: false,
      };
      waiting.push(entry);
      schedule();
      return promise;
    },
    resume: schedule,
  };
}

/** The event as it is decided where nothing could be asked. */
export function without(event: Event): Completion {
  return { event, known: null, missed: true };
}

export function completeWith(event: Event, known: Known): Completion {
  const whole = completed(event, known);
  return { event: whole, known: whole === event ? null : JSON.stringify(known), missed: false };
}
