import type { Attribute } from '../../signals/index.ts';
import { unknownFact } from '../unknown.ts';
import type { WordList } from './word-list.ts';

/** What one pass over the text finds, as the decision hands it to expressions. */
export interface TextFindings {
  /** Whether the text holds the phrase (written as in the measure). */
  phrase(phrase: string): boolean;
  /** Whether it holds an entry of the practice's list of that name. */
  list(name: string): boolean;
  pattern(source: string): boolean;
  signal(name: string): boolean;
  /** 0 to 1, or `null` where the text is in no language that the model reads. */
  score(attribute: Attribute): number | null;
}

const TEXT = 'content.text';

/** `text` in expressions. Where the event carries no text, every question about it is unknown. */
export class TextFacts {
  readonly #findings: TextFindings | undefined;
  constructor(findings: TextFindings | undefined) {
    this.#findings = findings;
  }

  /** Whether the event carries a text. */
  get isKnown(): boolean {
    return this.#findings !== undefined;
  }

  contains(phrase: string): boolean {
    return this.#known.phrase(phrase);
  }
  containsAny(list: WordList): boolean {
    return this.#known.list(list.name);
  }
  matches(source: string): boolean {
    return this.#known.pattern(source);
  }
  has(signal: string): boolean {
    return this.#known.signal(signal);
  }
  score(attribute: Attribute): number {
    const score = this.#known.score(attribute);
    if (score === null) throw unknownFact(`text.score('${attribute}')`);
    return score;
  }

  get #known(): TextFindings {
    if (this.#findings === undefined) throw unknownFact(TEXT);
    return this.#findings;
  }
}
