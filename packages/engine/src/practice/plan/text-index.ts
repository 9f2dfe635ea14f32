import { compileScannerInSteps, type Pattern, type Scanner, TEXT_SIGNALS } from '../../signals/index.ts';
import type { InSteps } from '../../steps.ts';
import type { Practice } from '../practice.ts';
import { atomKey, type TextAtom } from './atoms.ts';

/** All words, patterns and signals of a practice, compiled for one pass over the text. */
export interface TextIndex {
  readonly atoms: readonly TextAtom[];
  /** Atom key → position in `atoms`. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly scanner: Scanner;
  /** Pattern of the scanner → the atoms it stands for; a word may be asked for by itself and on a list. */
  readonly atomsOf: readonly (readonly number[])[];
}

/** A pattern that cannot be looked for, and who asks for it. */
export interface TextIndexProblem {
  readonly atom: TextAtom;
  readonly message: string;
}

export type BuiltTextIndex =
  | { readonly ok: true; readonly index: TextIndex }
  | { readonly ok: false; readonly problems: readonly TextIndexProblem[] };

export function* buildTextIndex(
  asked: readonly TextAtom[],
  lists: Practice['lists'],
): InSteps<BuiltTextIndex> {
  const numbers = new Map<string, number>();
  const atoms: TextAtom[] = [];
  const patterns: Pattern[] = [];
  const atomsOf: number[][] = [];
  const patternNumbers = new Map<string, number>();

  const look = (pattern: Pattern, key: string, atom: number): void => {
    const known = patternNumbers.get(key);
    if (known !== undefined) {
      atomsOf[known]?.push(atom);
      return;
    }
    patternNumbers.set(key, patterns.length);
    patterns.push(pattern);
    atomsOf.push([atom]);
  };

  for (const atom of asked) {
    const key = atomKey(atom.kind, atom.value);
    if (numbers.has(key)) continue;
    const number = atoms.length;
    numbers.set(key, number);
    atoms.push(atom);
    for (const pattern of patternsOf(atom, lists)) look(pattern, patternKey(pattern), number);
  }

  yield;
  const compiled = yield* compileScannerInSteps(patterns);
  if (compiled.ok) return { ok: true, index: { atoms, numbers, scanner: compiled.scanner, atomsOf } };
  return {
    ok: false,
    problems: compiled.errors.flatMap(({ pattern, message }) =>
      (atomsOf[pattern] ?? []).flatMap((number) => {
        const atom = atoms[number];
        return atom ? [{ atom, message }] : [];
      }),
    ),
  };
}

function patternsOf(atom: TextAtom, lists: Practice['lists']): readonly Pattern[] {
  switch (atom.kind) {
    case 'phrase':
      return [{ kind: 'phrase', phrase: atom.value }];
    case 'list':
      return [...new Set(lists[atom.value] ?? [])].map((phrase) => ({ kind: 'phrase', phrase }));
    case 'regex':
      return [{ kind: 'regex', source: atom.value }];
    case 'signal': {
      const signal = TEXT_SIGNALS.find(({ name }) => name === atom.value);
      return signal ? [{ kind: 'signal', signal }] : [];
    }
  }
}

export function patternKey(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'phrase':
      return `phrase:${pattern.phrase}`;
    case 'regex':
      return `regex:${pattern.source}`;
    case 'signal':
      return `signal:${pattern.signal.name}`;
  }
}
