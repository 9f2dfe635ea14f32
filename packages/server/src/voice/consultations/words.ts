import Type from 'typebox';

/** One text for everybody, or one for each language by its BCP 47 tag; Easy Read is `en-x-easyread`. */
export type Words = string | Readonly<Record<string, string>>;

/** Lines of prose: no character that PostgreSQL or a terminal would stumble over but tabs and line ends. */
export const PROSE = '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$';
export const LINE = '^[^\\u0000-\\u001f\\u007f]*$';
export const TAG = '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,12}){0,4}$';

/** @param maxLength of each text, in UTF-16 units */
export function WordsSchema(maxLength: number, description?: string) {
  const one = Type.String({ minLength: 1, maxLength, pattern: PROSE });
  return Type.Union([one, Type.Record(Type.String({ pattern: TAG }), one)], {
    ...(description !== undefined && { description }),
  });
}

/** A text, and the language that it is in: the page marks it where it is another than its own. */
export interface Said {
  readonly text: string;
  /** Empty where nobody says. */
  readonly language: string;
}

/** The text in a language, else in the first of those that there are. */
export function said(words: Words, language: string, languages: readonly string[]): Said {
  if (typeof words === 'string') return { text: words, language: '' };
  const wanted = [language, ...languages, ...Object.keys(words)];
  const found = wanted.find((tag) => words[tag] !== undefined) ?? '';
  return { text: words[found] ?? '', language: found };
}

/** The text in the main language, for who wants only one. */
export function plainly(words: Words, languages: readonly string[]): string {
  return said(words, languages[0] ?? '', languages).text;
}
