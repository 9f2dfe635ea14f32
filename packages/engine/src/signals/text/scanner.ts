import { atOnce, type InSteps } from '../../steps.ts';
import { compileExpression, type Expressions, expressions, findExpressions } from './expressions.ts';
import { addFinding, findings, type Hit, toHits } from './hits.ts';
import { LexiconError } from './lexicon.ts';
import type { NormalizedText } from './normalize.ts';
import { addLine, addPhrase, findPhrases, phraseIndex } from './phrases.ts';
import { findInReadings } from './readings.ts';
import type { TextSignal } from './signal.ts';

/** Something to look for in texts. */
export type Pattern =
  /** Whole words, exactly these, in this order; normalised like the texts. */
  | { readonly kind: 'phrase'; readonly phrase: string }
  /** RE2 syntax and semantics, without regard to case, against the normalised text. */
  | { readonly kind: 'regex'; readonly source: string }
  /** A text signal, all its phrases, patterns, exceptions and computations together. */
  | { readonly kind: 'signal'; readonly signal: TextSignal };

export interface PatternError {
  readonly pattern: number;
  readonly message: string;
}

export type CompiledScanner =
  | { readonly ok: true; readonly scanner: Scanner }
  | { readonly ok: false; readonly errors: readonly PatternError[] };

/** Looks for many patterns at once. A scanner keeps scratch memory: one text at a time, which synchronous use ensures. */
export interface Scanner {
  readonly patterns: readonly Pattern[];
  /** At most `HITS_MAX` hits per pattern, the first ones; ordered by pattern, then start; none inside another. */
  scan(text: NormalizedText): readonly Hit[];
}

/** Hits reported per pattern. */
export const HITS_MAX = 8;

interface Computed {
  readonly pattern: number;
  readonly detect: NonNullable<TextSignal['detect']>;
}

export function compileScanner(patterns: readonly Pattern[]): CompiledScanner {
  return atOnce(compileScannerInSteps(patterns));
}

/** A step for each pattern, and for each of the machines that are made of all together. */
export function* compileScannerInSteps(patterns: readonly Pattern[]): InSteps<CompiledScanner> {
  const index = phraseIndex();
  const sources: Parameters<typeof expressions>[0][number][] = [];
  const computed: Computed[] = [];
  const errors: PatternError[] = [];
  /** Exceptions are found like hits, under a number of their own. */
  const exceptionOf = (pattern: number) => patterns.length + pattern;

  const addSource = (pattern: number, source: string, output: number) => {
    const compiled = compileExpression(source);
    if (compiled.ok) sources.push({ source, re: compiled.re, output });
    else errors.push({ pattern, message: compiled.message });
  };

  const add = (pattern: Pattern, at: number): void => {
    switch (pattern.kind) {
      case 'phrase':
        if (!addPhrase(index, pattern.phrase, at))
          errors.push({ pattern: at, message: 'a phrase needs at least one word' });
        return;
      case 'regex':
        addSource(at, pattern.source, at);
        return;
      case 'signal': {
        const { phrases, patterns: own, except, macros, detect } = pattern.signal;
        try {
          for (const line of phrases) addLine(index, line, macros, at);
          for (const line of except) addLine(index, line, macros, exceptionOf(at));
        } catch (error) {
          if (!(error instanceof LexiconError)) throw error;
          errors.push({ pattern: at, message: error.message });
        }
        for (const source of own) addSource(at, source, at);
        if (detect !== undefined) computed.push({ pattern: at, detect });
        return;
      }
      default:
        pattern satisfies never;
    }
  };
  for (const [at, pattern] of patterns.entries()) {
    add(pattern, at);
    yield;
  }
  if (errors.length > 0) return { ok: false, errors };

  const set: Expressions = expressions(sources);
  yield;
  const found = findings();
  const scan = (text: NormalizedText): readonly Hit[] => {
    found.length = 0;
    findPhrases(index, text.plain, found);
    if (text.lattice !== null) findInReadings(index, text.lattice, found);
    findExpressions(set, text, found);
    for (const { pattern, detect } of computed) {
      for (const { start, end } of detect(text)) addFinding(found, pattern, start, end);
    }
    return toHits(found, text.plain, patterns.length, HITS_MAX);
  };
  return { ok: true, scanner: { patterns, scan } };
}
