import type { Plan } from '@safeward/engine';

/**
 * Which decision the events of the last minute or two got. An event that is sent again, mostly because its first
 * answer was lost on the way, gets the same decision also while the database that has it is away: its id is here, and
 * the rest is computed again, for the same event under the same practice is decided the same.
 */
export interface Recent {
  remember(eventId: string, hash: string, decisionId: string, plan: Plan): void;
  /** The id of the decision, where it was made under this plan; `other` where it was for another body. */
  find(eventId: string, hash: string, plan: Plan): { readonly id: string } | 'other' | null;
}

/** Of each of two generations, some 150 bytes each: what is kept for long is what the garbage collector pays for. */
const ENTRIES = 5_000;
const GENERATION_MS = 60_000;
/** Hexadecimal digits of SHA-256: nobody finds two events that agree in so many. */
const HASH_DIGITS = 40;

/** @param now a clock that does not jump, in milliseconds */
export function createRecent(now: () => number = () => performance.now()): Recent {
  /** By event: the beginning of the hash, and behind it the id of the decision. */
  let young = new Map<string, string>();
  let old = new Map<string, string>();
  let began = now();
  let decidedBy: Plan | null = null;

  /** The younger half becomes the older, and the older is forgotten: no bookkeeping for each entry. */
  function age(): void {
    const elapsed = now() - began;
    if (young.size < ENTRIES && elapsed < GENERATION_MS) return;
    old = elapsed < 2 * GENERATION_MS ? young : new Map();
    young = new Map();
    began = now();
  }

  return {
    remember(eventId, hash, decisionId, plan) {
      if (plan !== decidedBy) {
        young = new Map();
        old = new Map();
        decidedBy = plan;
      }
      age();
      young.set(eventId, hash.slice(0, HASH_DIGITS) + decisionId);
    },
    find(eventId, hash, plan) {
      age();
      const entry = young.get(eventId) ?? old.get(eventId);
      if (entry === undefined || plan !== decidedBy) return null;
      return entry.startsWith(hash.slice(0, HASH_DIGITS)) ? { id: entry.slice(HASH_DIGITS) } : 'other';
    },
  };
}
