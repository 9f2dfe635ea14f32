import type { Plan } from '../practice/plan/plan.ts';
import { patternKey, type TextIndex } from '../practice/plan/text-index.ts';
import { compileScanner, type Hit, type Scanner } from '../signals/index.ts';

/**
 * Two plans that decide as before, but are asked about each event one right after the other: the text, which is most
 * of the work, is passed over once for all that either looks for. Two versions of a practice look for much the same.
 *
 * What a scanner finds of one pattern does not depend on what else it looks for, with one exception: in the readings of
 * a disguised text all patterns share a number of steps. Such a text is read for each by itself.
 */
export function shareText(one: Plan, two: Plan): readonly [Plan, Plan] {
  const shared = sharedScanner(one.text, two.text);
  if (shared === null) return [one, two];
  const remembering = rememberLast(shared);
  return [
    { ...one, text: { ...one.text, scanner: part(remembering, one.text) } },
    { ...two, text: { ...two.text, scanner: part(remembering, two.text) } },
  ];
}

/** All that either looks for; that of one of them, where it looks for all that the other does. */
function sharedScanner(one: TextIndex, two: TextIndex): Scanner | null {
  const [ones, twos] = [keysOf(one.scanner), keysOf(two.scanner)];
  if (twos.isSubsetOf(ones)) return one.scanner;
  if (ones.isSubsetOf(twos)) return two.scanner;
  const more = two.scanner.patterns.filter((pattern) => !ones.has(patternKey(pattern)));
  const compiled = compileScanner([...one.scanner.patterns, ...more]);
  return compiled.ok ? compiled.scanner : null;
}

function keysOf({ patterns }: Scanner): Set<string> {
  return new Set(patterns.map(patternKey));
}

/** What was found in the last text is known; it is the same one for the other plan. */
function rememberLast({ patterns, scan }: Scanner): Scanner {
  let last: string | null = null;
  let found: readonly Hit[] = [];
  return {
    patterns,
    scan(text) {
      if (text.original !== last) {
        found = scan(text);
        last = text.original;
      }
      return found;
    },
  };
}

/** Of what the whole scanner finds, what one plan looks for, under the numbers and in the order that it has there. */
function part(whole: Scanner, { scanner: alone }: TextIndex): Scanner {
  const { patterns } = alone;
  const numbers = new Map(patterns.map((pattern, number) => [patternKey(pattern), number]));
  const own = whole.patterns.map((pattern) => numbers.get(patternKey(pattern)) ?? -1);
  const isInOrder = own.every((number, at) => number === -1 || number === at);
  return {
    patterns,
    scan(text) {
      if (text.lattice !== null) return alone.scan(text);
      const found = whole.scan(text);
      if (found.length === 0) return found;
      const hits: Hit[] = [];
      for (const { pattern, start, end } of found) {
        const number = own[pattern]!;
        if (number >= 0) hits.push({ pattern: number, start, end });
      }
      // Of one pattern they are in order already, and stay so.
      return isInOrder ? hits : hits.sort((a, b) => a.pattern - b.pattern);
    },
  };
}
