import { RE2JS, RE2JSException, RE2Set } from 're2js';
import { type Automaton, automaton, type Literal, markOwners, markOwnersIn } from './automaton.ts';
import { addFinding, type Findings } from './hits.ts';
import { requiredLiterals } from './literals.ts';
import type { NormalizedText } from './normalize.ts';
import { originalSpan, type TextView } from './view.ts';

/** Longest expression accepted, in UTF-16 units. */
export const SOURCE_MAX = 1000;
/** Matches of one expression in one view that are looked for: more than are told, as exceptions may cancel some. */
const MATCHES_MAX = 64;
/** From so many expressions without a literal on, one machine for all of them tells which match. */
const SET_FROM = 4;

interface Expression {
  readonly re: RE2JS;
  readonly output: number;
}

/** Regular expressions of RE2, of which only those are run whose literals occur. */
export interface Expressions {
  readonly all: readonly Expression[];
  /** Positions in `all`. */
  readonly always: readonly number[];
  readonly alwaysSet: RE2Set | null;
  readonly machine: Automaton | null;
  /** Per expression: the marks of its clauses after the first. */
  readonly more: readonly (readonly number[])[];
  /** One mark for the first clause of each expression, then one for each further clause; scratch. */
  readonly marks: Uint8Array;
}

/** Compiles one expression, or says what is wrong with it. Matched without regard to case: the text is lower case. */
export function compileExpression(source: string): { ok: true; re: RE2JS } | { ok: false; message: string } {
  if (source.length > SOURCE_MAX) {
    return {
      ok: false,
      message: `a pattern may have ${SOURCE_MAX} characters, this one has ${source.length}`,
    };
  }
  try {
    return { ok: true, re: RE2JS.compile(source, RE2JS.CASE_INSENSITIVE) };
  } catch (error) {
    if (error instanceof RE2JSException) return { ok: false, message: error.message };
    throw error;
  }
}

export function expressions(compiled: readonly { source: string; re: RE2JS; output: number }[]): Expressions {
  const literals: Literal[] = [];
  const always: number[] = [];
  let marks = compiled.length;
  const more = compiled.map(({ source }, owner) => {
    const [first, ...further] = requiredLiterals(source);
    if (first === undefined) always.push(owner);
    else for (const text of first) literals.push({ text, owner });
    return further.map((clause) => {
      for (const text of clause) literals.push({ text, owner: marks });
      return marks++;
    });
  });
  return {
    all: compiled.map(({ re, output }) => ({ re, output })),
    always,
    alwaysSet: always.length < SET_FROM ? null : setOf(always.map((owner) => compiled[owner]!.source)),
    machine: literals.length > 0 ? automaton(literals) : null,
    more,
    marks: new Uint8Array(marks),
  };
}

/** One machine for several expressions; `null` where it would be too large, and each is then run by itself. */
function setOf(sources: readonly string[]): RE2Set | null {
  const set = new RE2Set(RE2Set.UNANCHORED, RE2JS.CASE_INSENSITIVE);
  try {
    for (const source of sources) set.add(source);
    set.compile();
    return set;
  } catch (error) {
    if (error instanceof RE2JSException) return null;
    throw error;
  }
}

/** Finds all expressions in all readings of a text. */
export function findExpressions(set: Expressions, text: NormalizedText, found: Findings): void {
  const { machine, marks } = set;
  if (machine !== null) markOwners(machine, text.plain.text, marks);
  findMarked(set, () => text.plain, found);
  const { lattice } = text;
  if (lattice === null || set.all.length === 0) return;
  for (const wide of lattice.ambiguous ? [false, true] : [false]) {
    if (machine !== null) markOwnersIn(machine, lattice, wide, marks);
    findMarked(set, () => (wide ? text.refolded : text.folded) ?? text.plain, found);
  }
}

/**
 * Runs the expressions all of whose clauses are marked, and those that have none, on a view that is made only for them.
 * Leaves no mark.
 */
function findMarked(set: Expressions, view: () => TextView, found: Findings): void {
  const { all, always, alwaysSet, more, marks } = set;
  if (alwaysSet === null) for (const owner of always) marks[owner] = 1;
  else for (const member of alwaysSet.match(view().text)) marks[always[member]!] = 1;
  for (let owner = marks.indexOf(1); owner >= 0 && owner < all.length; owner = marks.indexOf(1, owner + 1)) {
    if (more[owner]!.every((clause) => marks[clause] === 1)) findAll(all[owner]!, view(), found);
  }
  marks.fill(0);
}

function findAll({ re, output }: Expression, view: TextView, found: Findings): void {
  if (!re.test(view.text)) return;
  const matcher = re.matcher(view.text);
  for (let count = 0; count < MATCHES_MAX && matcher.find(); count++) {
    const { start, end } = originalSpan(view, matcher.start(), matcher.end());
    addFinding(found, output, start, end);
  }
}
