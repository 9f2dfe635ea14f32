/**
 * Which decision the events of the last minute or two got. An event that is sent again, mostly because its first
 * answer was lost on the way, gets the same decision also while the database that has it is away: its id is here, and
 * the rest is computed again, for the same event under the same practice is decided the same.
 */
export interface Recent {
  /** @param by the same object for all decisions of the same practices */
  remember(eventId: string, hash: string, decisionId: string, by: object): void;
  /** The id of the decision, where it was made by the same practices; `other` where it was for another body. */
  find(eventId: string, hash: string, by: object): { readonly id: string } | 'other' | null;
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
  let decidedBy: object | null = null;

  /** The younger half becomes the older, and the older is forgotten: no bookkeeping for each entry. */
  function age(): void {
    const elapsed = now() - began;
    if (young.size < ENTRIES && elapsed < GENERATION_MS) return;
    old = elapsed < 2 * GENERATION_MS ? young : new Map();
    young = new Map();
    began = now();
  }

  return {
    remember(eventId, hash, decisionId, by) {
      if (by !== decidedBy) {
        young = new Map();
        old = new Map();
        decidedBy = by;
      }
      age();
      young.set(eventId, hash.slice(0, HASH_DIGITS) + decisionId);
    },
    find(eventId, hash, by) {
      age();
      const entry = young.get(eventId) ?? old.get(eventId);
      if (entry === undefined || by !== decidedBy) return null;
      return entry.startsWith(hash.slice(0, HASH_DIGITS)) ? { id: entry.slice(HASH_DIGITS) } : 'other';
    },
  };
}
