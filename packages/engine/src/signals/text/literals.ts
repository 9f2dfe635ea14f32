/** Literals of which a text must hold at least one. */
export type Clause = readonly string[];

/**
 * Which literals a text must hold for an RE2 expression to match: at least one of every clause; the most telling clause
 * comes first. Conservative: where the reader is not sure there are no clauses, and the expression is then always run.
 * Literals are lower-case ASCII and signs without case (`£`), as the expressions are matched without regard to case
 * against normalised text.
 */
export function requiredLiterals(source: string): readonly Clause[] {
  const reader: Reader = { source, at: 0 };
  const found = alternation(reader);
  if (found === UNSURE || reader.at < source.length) return [];
  const telling = requiredOf(found).filter(
    (clause) => clause.length <= LITERALS_MAX && clause.every(isTelling),
  );
  return telling.filter((clause, at) => !telling.slice(0, at).some((before) => implies(before, clause)));
}

/** Whatever holds a literal of the one holds a literal of the other as well. */
function implies(one: Clause, other: Clause): boolean {
  return one.every((literal) => other.some((part) => literal.includes(part)));
}

const LITERALS_MAX = 128;
/** Clauses kept of an expression: further ones seldom say more. */
const CLAUSES_MAX = 4;
/** Strings that a stretch of an expression may be at most, before it counts as anything. */
const STRINGS_MAX = 48;

/** What is shorter occurs in nearly every text, unless it holds a digit or a rare sign. */
function isTelling(literal: string): boolean {
  return (
    literal.length >= 3 || /[^a-z \-',.]/.test(literal) || (literal.length === 2 && /[^a-z ]/.test(literal))
  );
}

interface Reader {
  readonly source: string;
  at: number;
}

/** What is known of a part of an expression. */
interface Part {
  /** The part matches these strings and nothing else; `null` when it is not so simple. */
  readonly exact: readonly string[] | null;
  /** Hold for whatever the part matches, besides what `exact` says. */
  readonly required: readonly Clause[];
}

const UNSURE = Symbol('unsure');
const EMPTY: Part = { exact: [''], required: [] };
const DIGIT: Part = { exact: [...'0123456789'], required: [] };
const ANYTHING: Part = { exact: null, required: [] };

function requiredOf({ exact, required }: Part): readonly Clause[] {
  if (exact === null) return required;
  return exact.includes('') ? [] : [exact];
}

function alternation(reader: Reader): Part | typeof UNSURE {
  const branches: Part[] = [];
  for (;;) {
    const branch = sequence(reader);
    if (branch === UNSURE) return UNSURE;
    branches.push(branch);
    if (reader.source[reader.at] !== '|') break;
    reader.at++;
  }
  if (branches.length === 1) return branches[0]!;
  const exact: string[] = [];
  let allExact = true;
  for (const branch of branches) {
    if (branch.exact === null) allExact = false;
    else exact.push(...branch.exact);
  }
  if (allExact && exact.length <= LITERALS_MAX) return { exact: unique(exact), required: [] };
  return { exact: null, required: requiredOfAny(branches.map(requiredOf)) };
}

/** A clause of each branch, put together, holds whichever branch matches: their best ones, their second ones, and so on. */
function requiredOfAny(branches: readonly (readonly Clause[])[]): readonly Clause[] {
  if (branches.some((clauses) => clauses.length === 0)) return [];
  const most = Math.max(...branches.map(({ length }) => length));
  const clauses = Array.from({ length: most }, (_, rank) =>
    unique(branches.flatMap((of) => of[Math.min(rank, of.length - 1)]!)),
  );
  return best(clauses);
}

function unique(strings: readonly string[]): readonly string[] {
  return [...new Set(strings)];
}

function sequence(reader: Reader): Part | typeof UNSURE {
  /** What the parts since the last uncertain one may be together. */
  let run: readonly string[] = [''];
  let exact = true;
  const clauses: Clause[] = [];
  const endRun = (next: readonly string[]) => {
    exact = false;
    clauses.push(...requiredOf({ exact: run, required: [] }));
    run = next;
  };
  for (;;) {
    const sign = reader.source[reader.at];
    if (sign === undefined || sign === '|' || sign === ')') break;
    const atom = readAtom(reader);
    if (atom === UNSURE) return UNSURE;
    const repeated = quantified(reader, atom);
    if (repeated === UNSURE) return UNSURE;
    const { part, again } = repeated;
    if (part.exact === null) {
      endRun(['']);
      clauses.push(...part.required);
      continue;
    }
    const longer = joined(run, part.exact);
    if (longer === null) endRun(part.exact);
    else run = longer;
    // What comes at least once begins here with its first time, and ends with its last.
    if (again) endRun(part.exact);
  }
  if (exact) return { exact: run, required: [] };
  endRun(['']);
  return { exact: null, required: best(clauses) };
}

function joined(heads: readonly string[], tails: readonly string[]): readonly string[] | null {
  if (heads.length * tails.length > STRINGS_MAX) return null;
  return unique(heads.flatMap((head) => tails.map((tail) => head + tail)));
}

/** First the clauses whose least telling literal says most; of equals, the shorter ones. Each is told once. */
function best(clauses: readonly Clause[]): readonly Clause[] {
  const told = new Map(clauses.map((clause) => [clause.join('\n'), clause]));
  return [...told.values()]
    .map((clause) => ({ clause, weight: Math.min(...clause.map(weight)) }))
    .sort((a, b) => b.weight - a.weight || a.clause.length - b.clause.length)
    .slice(0, CLAUSES_MAX)
    .map(({ clause }) => clause);
}

function weight(literal: string): number {
  return isTelling(literal) ? literal.length + 2 : 0;
}

interface Repeated {
  readonly part: Part;
  /** May come more than once. */
  readonly again: boolean;
}

function quantified(reader: Reader, atom: Part): Repeated | typeof UNSURE {
  const { source } = reader;
  let part = atom;
  let again = false;
  for (;;) {
    const sign = source[reader.at];
    if (sign === '*') {
      reader.at++;
      part = ANYTHING;
    } else if (sign === '?') {
      reader.at++;
      // After another quantifier it only says how greedy that is, which is left open here.
      part = again || part.exact === null ? ANYTHING : { exact: unique([...part.exact, '']), required: [] };
    } else if (sign === '+') {
      reader.at++;
      again = true;
    } else if (sign === '{') {
      const count = /^\{(\d+)(?:,\d*)?\}/.exec(source.slice(reader.at));
      // RE2 takes a brace that is no count literally.
      if (count === null) return UNSURE;
      reader.at += count[0].length;
      if (Number(count[1]) === 0) part = ANYTHING;
      again = true;
    } else return { part, again };
  }
}

function readAtom(reader: Reader): Part | typeof UNSURE {
  const sign = reader.source[reader.at]!;
  reader.at++;
  switch (sign) {
    case '.':
      return ANYTHING;
    case '^':
    case '$':
      return EMPTY;
    case '(':
      return group(reader);
    case '[':
      return charClass(reader);
    case '\\':
      return escaped(reader);
    default:
      return literal(sign);
  }
}

/** Letters of other alphabets have more cases than two, and halves of a character are none. */
const OTHER_LETTER = /[^\0-\x7f\p{S}\p{P}]/u;

function literal(sign: string): Part {
  if (OTHER_LETTER.test(sign)) return ANYTHING;
  return { exact: [sign.toLowerCase()], required: [] };
}

function group(reader: Reader): Part | typeof UNSURE {
  const { source } = reader;
  if (source[reader.at] === '?') {
    const flags = /^\?[imsU]*(?:-[imsU]+)?\)/.exec(source.slice(reader.at));
    if (flags !== null) {
      reader.at += flags[0].length;
      return EMPTY;
    }
    const opening = /^\?(?:P?<\w+>|[imsU]*(?:-[imsU]+)?:)/.exec(source.slice(reader.at));
    if (opening === null) return UNSURE;
    reader.at += opening[0].length;
  }
  const part = alternation(reader);
  if (part === UNSURE || source[reader.at] !== ')') return UNSURE;
  reader.at++;
  return part;
}

/** A class of a few plain characters is each of them; what another may match is not looked into. */
function charClass(reader: Reader): Part | typeof UNSURE {
  const { source } = reader;
  const few = /^[-a-z0-9 _'!@#$%&*+.,/£€][a-z0-9 _'!@#$%&*+.,/£€]{0,7}-?\]/i.exec(source.slice(reader.at));
  if (few !== null) {
    reader.at += few[0].length;
    return { exact: unique([...few[0].slice(0, -1).toLowerCase()]), required: [] };
  }
  if (source[reader.at] === '^') reader.at++;
  if (source[reader.at] === ']') reader.at++;
  while (reader.at < source.length) {
    const sign = source[reader.at]!;
    if (sign === '[' && source[reader.at + 1] === ':') return UNSURE;
    if (sign === '\\') {
      if (/[QExpP]/.test(source[reader.at + 1] ?? 'Q')) return UNSURE;
      reader.at += 2;
      continue;
    }
    reader.at++;
    if (sign === ']') return ANYTHING;
  }
  return UNSURE;
}

function escaped(reader: Reader): Part | typeof UNSURE {
  const sign = reader.source[reader.at];
  if (sign === undefined) return UNSURE;
  reader.at++;
  if (sign === 'd') return DIGIT;
  if (/[DsSwWnrt]/.test(sign)) return ANYTHING;
  if (/[bBAz]/.test(sign)) return EMPTY;
  // Punctuation escaped stands for itself; every other escape is left to RE2.
  if (/[!-/:-@[-`{-~]/.test(sign)) return literal(sign);
  return UNSURE;
}
