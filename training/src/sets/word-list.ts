import { readJsonl } from './jsonl.ts';

interface Line {
  readonly text: string;
  readonly canonical: readonly string[];
  readonly categories: readonly string[];
  readonly severity: string;
}

/** A rude word: its kind as the model's vocabulary has it, and how strong people found it (1 to 3). */
export interface RudeWord {
  readonly word: string;
  readonly canonical: string;
  readonly kind: number;
  readonly severity: number;
  readonly categories: readonly string[];
}

/** Single words of letters, from the list of profanity. */
export function readRudeWords(folder: string): readonly RudeWord[] {
  return readJsonl<Line>(folder, 'profanity-words')
    .filter(({ text }) => /^[a-z]+$/.test(text))
    .map(({ text, canonical, categories, severity }) => ({
      word: text,
      canonical: canonical[0] ?? text,
      categories,
      severity: Number(severity),
      kind: kindOf(categories, Number(severity)),
    }));
}

/** Numbers of `WordKind`. */
function kindOf(categories: readonly string[], severity: number): number {
  const has = (part: string): boolean => categories.some((category) => category.startsWith(part));
  if (severity < 1.2) return 1;
  if (has('racial') || (has('sexual orientation') && severity >= 2.2)) return 4;
  if (has('mental') || has('other') || has('animal') || has('sexual orientation') || has('physical'))
    return 5;
  if (has('sexual anatomy')) return 3;
  return 2;
}
