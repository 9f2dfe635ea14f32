import type { NormalizedText } from './normalize.ts';

/**
 * Remembers what was computed of the last text: several signals stand on the same finds, and all of one text are asked
 * in a row. The same text gives the same answer, so nobody can tell.
 */
export function oncePerText<T>(compute: (text: NormalizedText) => T): (text: NormalizedText) => T {
  let last: { readonly text: NormalizedText; readonly value: T } | undefined;
  return (text) => {
    if (last?.text === text) return last.value;
    const value = compute(text);
    last = { text, value };
    return value;
  };
}
