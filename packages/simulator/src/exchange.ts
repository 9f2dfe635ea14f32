import { type Bank, type Phrase, parsePhrase } from './grammar.ts';

/** Who wrote first, `a`, and the other. In a risky kind `a` is the one who asks. */
export type Role = 'a' | 'b';

/** One message of an exchange, not yet worded. */
export interface Line {
  readonly by: Role;
  readonly phrase: Phrase;
  /** Comes with a picture. Only that there is one is simulated, never what it shows. */
  readonly picture: boolean;
}

/** Some lines that belong together. */
export type Exchange = readonly Line[];

const PICTURE = '[picture]';

/** @param written for example `['a: <hello>', 'b: [picture] here']` */
export function parseExchange(written: readonly string[]): Exchange {
  return written.map((line) => {
    const [, by, said = ''] = /^([ab]): (.*)$/u.exec(line) ?? [];
    if (by !== 'a' && by !== 'b') throw new SyntaxError(`a line begins with "a: " or "b: ": ${line}`);
    const picture = said.startsWith(PICTURE);
    return { by, picture, phrase: parsePhrase(picture ? said.slice(PICTURE.length).trim() : said) };
  });
}

/** @param rules the phrases of each rule, as a file of words has them */
export function bankOf(rules: Readonly<Record<string, readonly string[]>>): Bank {
  return new Map(
    Object.entries(rules).map(([name, phrases]) => [
      name,
      { is: 'choice', of: phrases.map(parsePhrase) } as const,
    ]),
  );
}
