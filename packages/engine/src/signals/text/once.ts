import type { NormalizedText } from './normalize.ts';

/**
 * Remembers what was computed of a text for as long as the text is held: several signals stand on the same finds, and
 * all are asked in one scan. The same text gives the same answer, so nobody can tell.
 */
export function oncePerText<T>(compute: (text: NormalizedText) => T): (text: NormalizedText) => T {
  const known = new WeakMap<NormalizedText, { readonly value: T }>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before.value;
    const value = compute(text);
    known.set(text, { value });
    return value;
  };
}
