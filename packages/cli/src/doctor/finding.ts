/** What came of looking at one thing. */
export interface Finding {
  /** What was looked at, in a word. */
  readonly check: string;
  /** `look`: it works, but somebody should look at it. */
  readonly state: 'fine' | 'look' | 'broken';
  readonly said: string;
  /** What to do about it; null where nothing is to be done. */
  readonly mend: string | null;
}

/** How one check says what it found. */
export interface Told {
  fine(said: string): Finding;
  look(said: string, mend: string): Finding;
  broken(said: string, mend: string): Finding;
}

export function checking(check: string): Told {
  return {
    fine: (said) => ({ check, state: 'fine', said, mend: null }),
    look: (said, mend) => ({ check, state: 'look', said, mend }),
    broken: (said, mend) => ({ check, state: 'broken', said, mend }),
  };
}
