/**
 * Which decision the events of the last minute or two got. An event that is sent again, mostly because its first
 * answer was lost on the way, gets the same decision also while the database that has it is away: its id is here, and
 * the rest is computed again, for the same event under the same practice is decided the same.
 */
export interface Recent {
  /** @param by the same object for all decisions of the same practices */
  remember(eventId: string, hash: string, decision: Remembered, by: object): void;
  /** The id of the decision, where it was made by the same practices; `other` where it was for another body. */
  find(eventId: string, hash: string, by: object): { readonly id: string } | 'other' | null;
  /** What the same event was completed from; null where it is not remembered. */
  findKnown(eventId: string, hash: string): Omit<Remembered, 'id'> | null;
}

export interface Remembered {
  readonly id: string;
  /** What its event was completed from, as JSON text: facts may have changed since then, the decision has not. */
  readonly known: string | null;
  /** What is known of its people could not be asked. */
  readonly missed: boolean;
}

/** Of each of two generations, some 150 bytes each: what is kept for long is what the garbage collector pays for. */
const ENTRIES = 5_000;
const GENERATION_MS = 60_000;
/** Hexadecimal digits of SHA-256: nobody finds two events that agree in so many. */
const HASH_DIGITS = 40;
/** In the place of what was known, where that could not be asked; no JSON text. */
const MISSED = '!';

/** @param now a clock that does not jump, in milliseconds */
export function createRecent(now: () => number = () => performance.now()): Recent {
  /** By event: the beginning of the hash, behind it the id of the decision, and behind that what was known. */
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
    remember(eventId, hash, { id, known, missed }, by) {
      if (by !== decidedBy) {
        young = new Map();
        old = new Map();
        decidedBy = by;
      }
      age();
      const from = missed ? MISSED : known;
      young.set(eventId, hash.slice(0, HASH_DIGITS) + (from === null ? id : `${id} ${from}`));
    },
    find(eventId, hash, by) {
      age();
      const entry = young.get(eventId) ?? old.get(eventId);
      if (entry === undefined || by !== decidedBy) return null;
      return entry.startsWith(hash.slice(0, HASH_DIGITS)) ? { id: read(entry).id } : 'other';
    },
    findKnown(eventId, hash) {
      age();
      const entry = young.get(eventId) ?? old.get(eventId);
      if (entry === undefined || !entry.startsWith(hash.slice(0, HASH_DIGITS))) return null;
      const { known, missed } = read(entry);
      return { known, missed };
    },
  };
}

function read(entry: string): Remembered {
  // No id holds a blank.
  const [id = ''] = entry.slice(HASH_DIGITS).split(' ', 1);
  const from = entry.slice(HASH_DIGITS + id.length + 1);
  return { id, known: from === '' || from === MISSED ? null : from, missed: from === MISSED };
}
