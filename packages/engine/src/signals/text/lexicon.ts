import texting from './lexicon/texting.json' with { type: 'json' };

/**
 * The grammar of a lexicon line: words, `(a|b|)` for alternatives and what may be missing, `{name}` for a list defined
 * beside the lines. Alternatives nest.
 */
export type Macros = Readonly<Record<string, string>>;

export class LexiconError extends Error {}

const SINGLE_WORD = /^[\p{L}\p{N}_']+$/u;

/**
 * A line with its lists put in. A list of single words becomes one class, `<name`, that all of them belong to; its
 * members of several words stay alternatives. Throws `LexiconError`.
 */
export function withLists(line: string, macros: Macros, depth = 0): string {
  if (depth > 8) throw new LexiconError('lists that name each other');
  return line.replace(/\{(\w+)\}/g, (_, name: string) => {
    const body = macros[name];
    if (body === undefined) throw new LexiconError(`no list is called {${name}}`);
    if (/[(){}]/.test(body)) return `(${withLists(body, macros, depth + 1)})`;
    const others = body.split('|').filter((member) => !SINGLE_WORD.test(member));
    return `(${[`<${name}`, ...others].join('|')})`;
  });
}

/** The members of the class a token names, or `null` for an ordinary word. */
export function classMembers(token: string, macros: Macros): readonly string[] | null {
  if (!token.startsWith('<')) return null;
  return macros[token.slice(1)]!.split('|').filter((member) => SINGLE_WORD.test(member));
}

const FORMS: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(texting.words));

/** How else a word is written in text messages. */
export function textingForms(word: string): readonly string[] {
  return FORMS.get(word) ?? [];
}

const JOINED: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(texting.joined));

/** How two words are written as one: `want to` as `wanna`. */
export function joinedForms(first: string, second: string): readonly string[] {
  return JOINED.get(`${first} ${second}`) ?? [];
}
