/**
 * Which literals a text must hold for an RE2 expression to match: at least one of the list. Conservative: whatever the
 * reader is not sure of gives `null`, and the expression is then always run. Literals are lower-case ASCII, as the
 * expressions are matched without regard to case against normalised text.
 */
export function requiredLiterals(source: string): readonly string[] | null {
  const reader: Reader = { source, at: 0 };
  const found = alternation(reader);
  if (found === UNSURE || reader.at < source.length) return null;
  const { required } = found;
  return required !== null && required.length > 0 && required.every((word) => word.length >= LENGTH_MIN)
    ? required
    : null;
}

/** Shorter ones occur in nearly every text. */
const LENGTH_MIN = 3;
const ALTERNATIVES_MAX = 64;

interface Reader {
  readonly source: string;
  at: number;
}

/** What is known of a part of an expression. */
interface Part {
  /** The part matches exactly this string and nothing else; `null` when it is not so simple. */
  readonly exact: string | null;
  /** One of these occurs in whatever the part matches; `null` when nothing is known. */
  readonly required: readonly string[] | null;
}

const UNSURE = Symbol('unsure');
const EMPTY: Part = { exact: '', required: null };
const ANYTHING: Part = { exact: null, required: null };

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
  const required: string[] = [];
  for (const branch of branches) {
    const known = wordsOf(branch);
    if (known === null) return ANYTHING;
    required.push(...known);
  }
  return { exact: null, required: required.length <= ALTERNATIVES_MAX ? required : null };
}

function wordsOf(part: Part): readonly string[] | null {
  if (part.exact !== null && part.exact !== '') return [part.exact];
  return part.required;
}

function sequence(reader: Reader): Part | typeof UNSURE {
  let run = '';
  let exact = true;
  let best: readonly string[] | null = null;
  const endRun = () => {
    if (run !== '') best = better(best, [run]);
    run = '';
  };
  for (;;) {
    const sign = reader.source[reader.at];
    if (sign === undefined || sign === '|' || sign === ')') break;
    const atom = readAtom(reader);
    if (atom === UNSURE) return UNSURE;
    const part = quantified(reader, atom);
    if (part === UNSURE) return UNSURE;
    if (part.exact !== null) {
      run += part.exact;
      continue;
    }
    exact = false;
    endRun();
    best = better(best, part.required);
  }
  if (exact) return { exact: run, required: run === '' ? null : [run] };
  endRun();
  return { exact: null, required: best };
}

/** The list whose shortest literal is longest says most. */
function better(one: readonly string[] | null, other: readonly string[] | null): readonly string[] | null {
  if (one === null) return other;
  if (other === null) return one;
  const a = Math.min(...one.map((word) => word.length));
  const b = Math.min(...other.map((word) => word.length));
  if (a !== b) return a > b ? one : other;
  return one.length <= other.length ? one : other;
}

function quantified(reader: Reader, atom: Part): Part | typeof UNSURE {
  const { source } = reader;
  let part = atom;
  for (;;) {
    const sign = source[reader.at];
    if (sign === '*' || sign === '?') {
      reader.at++;
      part = ANYTHING;
    } else if (sign === '+') {
      reader.at++;
      part = { exact: null, required: wordsOf(part) };
    } else if (sign === '{') {
      const count = /^\{(\d+)(?:,\d*)?\}/.exec(source.slice(reader.at));
      // RE2 takes a brace that is no count literally.
      if (count === null) return UNSURE;
      reader.at += count[0].length;
      part = Number(count[1]) === 0 ? ANYTHING : { exact: null, required: wordsOf(part) };
    } else return part;
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
      return escape(reader);
    default:
      return literal(sign);
  }
}

function literal(sign: string): Part {
  if (sign.charCodeAt(0) >= 0x80) return ANYTHING;
  return { exact: sign.toLowerCase(), required: null };
}

function group(reader: Reader): Part | typeof UNSURE {
  const { source } = reader;
  if (source[reader.at] === '?') {
    const opening = /^\?(?:P?<\w+>|[imsU]*(?:-[imsU]+)?:)/.exec(source.slice(reader.at));
    if (opening === null) return UNSURE;
    reader.at += opening[0].length;
  }
  const part = alternation(reader);
  if (part === UNSURE || source[reader.at] !== ')') return UNSURE;
  reader.at++;
  return part;
}

/** Skips a class; what it may match is not looked into. */
function charClass(reader: Reader): Part | typeof UNSURE {
  const { source } = reader;
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

function escape(reader: Reader): Part | typeof UNSURE {
  const sign = reader.source[reader.at];
  if (sign === undefined) return UNSURE;
  reader.at++;
  if (/[dDsSwW]/.test(sign)) return ANYTHING;
  if (/[bBAz]/.test(sign)) return EMPTY;
  // Punctuation escaped stands for itself; every other escape is left to RE2.
  if (/[!-/:-@[-`{-~]/.test(sign)) return literal(sign);
  return UNSURE;
}
