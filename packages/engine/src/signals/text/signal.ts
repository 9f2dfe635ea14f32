import type { Macros } from './lexicon.ts';
import type { NormalizedText } from './normalize.ts';
import type { Range } from './view.ts';

export const FAMILIES = [
  'grooming',
  'approach',
  'bullying',
  'threat',
  'self_harm',
  'privacy',
  'scam',
  'spam',
  'challenge',
  'trade',
  'contact',
  'link',
] as const;
export type Family = (typeof FAMILIES)[number];

/** Something that can be seen in a text: named, documented, with its price. */
export interface TextSignal {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly family: Family;
  /** Lexicon lines (grammar: `lexicon.ts`), matched as whole words with their texting forms. */
  readonly phrases: readonly string[];
  /** RE2. */
  readonly patterns: readonly string[];
  /** Lexicon lines; where one overlaps a hit, the hit is cancelled: `how old is your dog`. */
  readonly except: readonly string[];
  /** The lists that the lines name. */
  readonly macros: Macros;
  /** For what words cannot say: telephone numbers, addresses, links. In the order of their place. */
  readonly detect?: (text: NormalizedText) => readonly Range[];
  readonly cost: 'words' | 'pattern' | 'computed';
}
