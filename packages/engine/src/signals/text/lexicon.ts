import texting from './lexicon/texting.json' with { type: 'json' };

/**
 * The grammar of a lexicon line: words, `(a|b|)` for alternatives and what may be missing, `{name}` for a list defined
 * beside the lines. Alternatives nest.
 */
export type Macros = Readonly<Record<string, string>>;

/** A line that would expand to more is refused: it wants to be several lines, or a pattern. */
export const EXPANSION_MAX = 4096;

export class LexiconError extends Error {}

/** All phrases of a line, without repetition, as lists of words and classes. Throws `LexiconError` on bad grammar. */
export function expandLine(line: string, macros: Macros): string[][] {
  const source = substitute(line, macros, 0);
  const reader = { source, at: 0 };
  const phrases = alternatives(reader);
  if (reader.at < source.length) throw new LexiconError(`unmatched ")" in "${line}"`);
  const words = phrases.map((phrase) => phrase.split(' ').filter((word) => word !== ''));
  return unique(words.flatMap(withJoinedForms).filter((phrase) => phrase.length > 0));
}

/**
 * A list of single words becomes one class, `<name`, that all of them belong to: a line with three lists of fifty words
 * is then one phrase and not 125,000. Members of several words stay alternatives.
 */
function substitute(line: string, macros: Macros, depth: number): string {
  if (depth > 8) throw new LexiconError('lists that name each other');
  return line.replace(/\{(\w+)\}/g, (_, name: string) => {
    const body = macros[name];
    if (body === undefined) throw new LexiconError(`no list is called {${name}}`);
    if (/[(){}]/.test(body)) return `(${substitute(body, macros, depth + 1)})`;
    const others = body.split('|').filter((member) => !SINGLE_WORD.test(member));
    return `(${[`<${name}`, ...others].join('|')})`;
  });
}

const SINGLE_WORD = /^[\p{L}\p{N}_']+$/u;

/** The members of the class a token names, or `null` for an ordinary word. */
export function classMembers(token: string, macros: Macros): readonly string[] | null {
  if (!token.startsWith('<')) return null;
  return macros[token.slice(1)]!.split('|').filter((member) => SINGLE_WORD.test(member));
}

interface Reader {
  readonly source: string;
  at: number;
}

function alternatives(reader: Reader): string[] {
  const all: string[] = [];
  let sequence = [''];
  for (;;) {
    const sign = reader.source[reader.at];
    if (sign === undefined || sign === ')') {
      all.push(...sequence);
      return all;
    }
    reader.at++;
    if (sign === '|') {
      all.push(...sequence);
      sequence = [''];
    } else if (sign === '(') {
      const inner = alternatives(reader);
      if (reader.source[reader.at] !== ')') throw new LexiconError(`unmatched "(" in "${reader.source}"`);
      reader.at++;
      sequence = sequence.flatMap((head) => inner.map((tail) => head + tail));
    } else sequence = sequence.map((head) => head + sign);
    if (sequence.length > EXPANSION_MAX) throw new LexiconError(`expands too far: "${reader.source}"`);
  }
}

/** `want to` is also written `wanna`: several words for one, which word classes cannot say. */
const JOINED: ReadonlyMap<string, readonly (readonly string[])[]> = new Map(
  Object.entries(texting.joined).map(
    ([words, forms]) => [words, forms.map((form) => form.split(' '))] as const,
  ),
);
const JOINED_LONGEST = 2;

function withJoinedForms(phrase: readonly string[]): string[][] {
  let forms: string[][] = [[]];
  let at = 0;
  while (at < phrase.length) {
    let taken = 1;
    let tails: readonly (readonly string[])[] = [[phrase[at]!]];
    for (let length = JOINED_LONGEST; length > 1; length--) {
      const joined = JOINED.get(phrase.slice(at, at + length).join(' '));
      if (joined === undefined || at + length > phrase.length) continue;
      taken = length;
      tails = [phrase.slice(at, at + length), ...joined];
      break;
    }
    forms = forms.flatMap((head) => tails.map((tail) => [...head, ...tail]));
    at += taken;
  }
  return forms;
}

function unique(phrases: readonly string[][]): string[][] {
  const seen = new Set<string>();
  return phrases.filter((phrase) => {
    const key = phrase.join(' ');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const FORMS: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(texting.words));

/** How else a word is written in text messages. */
export function textingForms(word: string): readonly string[] {
  return FORMS.get(word) ?? [];
}
