import type { KnownAnswer } from './record.ts';

/**
 * The answers of the last minute or two, so that an event that is sent again (mostly because its first answer was
 * lost on the way) gets the same decision at once, and also while the database that has it is away.
 */
export interface Recent {
  remember(eventId: string, answer: KnownAnswer): void;
  find(eventId: string): KnownAnswer | undefined;
}

/** Of each of two generations; an answer is some hundreds of bytes. */
const ENTRIES = 5_000;
const GENERATION_MS = 60_000;

/** @param now a clock that does not jump, in milliseconds */
export function createRecent(now: () => number = () => performance.now()): Recent {
  let young = new Map<string, KnownAnswer>();
  let old = new Map<string, KnownAnswer>();
  let began = now();

  /** The younger half becomes the older, and the older is forgotten: no bookkeeping for each answer. */
  function age(): void {
    const elapsed = now() - began;
    if (young.size < ENTRIES && elapsed < GENERATION_MS) return;
    old = elapsed < 2 * GENERATION_MS ? young : new Map();
    young = new Map();
    began = now();
  }

  return {
    remember(eventId, answer) {
      age();
      young.set(eventId, answer);
    },
    find(eventId) {
      age();
      return young.get(eventId) ?? old.get(eventId);
    },
  };
}
