import type { Words } from '../practice/practice.ts';

/**
 * The words for somebody who reads a language: lookup by RFC 4647, section 3.4. First the language itself, then with
 * less and less behind it (`cy-GB`, `cy`), then the practice's language in the same way, then the first tag in the
 * alphabet, so that the order in which they are written means nothing. One text without a language is for everybody.
 *
 * @param language a BCP 47 tag as the event has it; whatever is none is looked up all the same, and not found
 * @param otherwise the practice's language
 */
export function wordsFor(words: Words, language: string | undefined, otherwise: string): string {
  if (typeof words === 'string') return words;
  const byTag = new Map(Object.entries(words).map(([tag, text]) => [tag.toLowerCase(), text]));
  const found = (language === undefined ? undefined : lookUp(byTag, language)) ?? lookUp(byTag, otherwise);
  if (found !== undefined) return found;
  const [first] = [...byTag.keys()].sort();
  const text = first === undefined ? undefined : byTag.get(first);
  if (text === undefined) throw new TypeError('the shape lets no words through that are none');
  return text;
}

function lookUp(byTag: ReadonlyMap<string, string>, language: string): string | undefined {
  let subtags = language.toLowerCase().split('-');
  while (subtags.length > 0) {
    const text = byTag.get(subtags.join('-'));
    if (text !== undefined) return text;
    subtags = subtags.slice(0, -1);
    // What stands alone only announces what followed it.
    if (subtags.at(-1)?.length === 1) subtags = subtags.slice(0, -1);
  }
  return undefined;
}
