/** A named list of a practice: words and phrases to find in text, or values to compare with. */
export class WordList {
  readonly name: string;
  readonly entries: readonly string[];
  readonly #folded: ReadonlySet<string>;
  constructor(name: string, entries: readonly string[]) {
    this.name = name;
    this.entries = entries;
    this.#folded = new Set(entries.map((entry) => entry.toLowerCase()));
  }

  has(value: string): boolean {
    return this.#folded.has(value.toLowerCase());
  }
}
