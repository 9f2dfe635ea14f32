import type { Random } from './random.ts';

/**
 * What a phrase can be: text, a choice `(a|b|)`, a rule of the phrase bank `<name>`, or a name that the conversation
 * has bound once `{name}`. Choices nest. There is nothing else: no weights, no recursion of a rule into itself.
 */
export type Phrase =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'choice'; readonly of: readonly Phrase[] }
  | { readonly is: 'rule'; readonly name: string }
  | { readonly is: 'bound'; readonly name: string }
  | { readonly is: 'row'; readonly of: readonly Phrase[] };

/** The rules by name; each is one of its phrases. */
export type Bank = ReadonlyMap<string, Phrase>;

/** What is said once and holds for a whole conversation: an age, a town, a handle. */
export type Bound = Readonly<Record<string, string>>;

/**
 * @param template for example `(hi|hello) <name>, are you {age}?`
 * @throws a SyntaxError with the place, where a bracket is not closed
 */
export function parsePhrase(template: string): Phrase {
  let at = 0;

  const row = (closing: string): Phrase => {
    const of: Phrase[] = [];
    let text = '';
    const flush = (): void => {
      if (text !== '') of.push({ is: 'text', text });
      text = '';
    };
    while (at < template.length && !closing.includes(template.charAt(at))) {
      const char = template.charAt(at);
      if (char === '(') {
        flush();
        at += 1;
        of.push(choice());
      } else if (char === '<' || char === '{') {
        flush();
        at += 1;
        const name = until(char === '<' ? '>' : '}');
        of.push({ is: char === '<' ? 'rule' : 'bound', name });
      } else {
        text += char;
        at += 1;
      }
    }
    flush();
    const [only] = of;
    return of.length === 1 && only ? only : { is: 'row', of };
  };

  const choice = (): Phrase => {
    const of: Phrase[] = [];
    for (;;) {
      of.push(row('|)'));
      const end = template.charAt(at);
      if (end === '') throw new SyntaxError(`a choice is not closed in: ${template}`);
      at += 1;
      if (end === ')') return { is: 'choice', of };
    }
  };

  const until = (closing: string): string => {
    const end = template.indexOf(closing, at);
    if (end < 0) throw new SyntaxError(`${closing} is missing in: ${template}`);
    const name = template.slice(at, end);
    at = end + 1;
    return name;
  };

  // At the outermost level `one|other` is a choice too.
  const whole = [row(')|')];
  while (template.charAt(at) === '|') {
    at += 1;
    whole.push(row(')|'));
  }
  if (at < template.length) throw new SyntaxError(`a bracket closes nothing in: ${template}`);
  const [only] = whole;
  return whole.length === 1 && only ? only : { is: 'choice', of: whole };
}

/** One of the sentences that a phrase stands for, with single spaces. */
export function say(phrase: Phrase, bank: Bank, bound: Bound, random: Random): string {
  return spell(phrase, bank, bound, random).replaceAll(/\s+/gu, ' ').trim();
}

function spell(phrase: Phrase, bank: Bank, bound: Bound, random: Random): string {
  switch (phrase.is) {
    case 'text':
      return phrase.text;
    case 'row':
      return phrase.of.map((part) => spell(part, bank, bound, random)).join('');
    case 'choice':
      return spell(random.pick(phrase.of), bank, bound, random);
    case 'rule':
      return spell(ruleOf(bank, phrase.name), bank, bound, random);
    case 'bound': {
      const value = bound[phrase.name];
      if (value === undefined) throw new RangeError(`nothing is bound to {${phrase.name}}`);
      return value;
    }
  }
}

/** In how many ways a phrase can be said, at most (two ways may come out alike). */
export function ways(phrase: Phrase, bank: Bank): number {
  switch (phrase.is) {
    case 'text':
    case 'bound':
      return 1;
    case 'row':
      return phrase.of.reduce((product, part) => product * ways(part, bank), 1);
    case 'choice':
      return phrase.of.reduce((sum, part) => sum + ways(part, bank), 0);
    case 'rule':
      return ways(ruleOf(bank, phrase.name), bank);
  }
}

function ruleOf(bank: Bank, name: string): Phrase {
  const rule = bank.get(name);
  if (rule === undefined) throw new RangeError(`there is no rule <${name}>`);
  return rule;
}
