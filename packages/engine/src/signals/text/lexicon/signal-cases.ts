import { describe, expect, it } from 'vitest';
import { normalize } from '../normalize.ts';
import { compileScanner } from '../scanner.ts';
import type { Family } from '../signal.ts';
import { TEXT_SIGNALS } from '../signals.ts';

/** For each signal of a family: invented texts in which it is seen, and near misses in which it is not. */
export type SignalCases = Readonly<
  Record<string, { readonly sees: readonly string[]; readonly passes: readonly string[] }>
>;

/** Tests signals against their cases, with every signal of the family in one scanner as a practice would have them. */
export function testSignals(family: Family, cases: SignalCases): void {
  const signals = TEXT_SIGNALS.filter((signal) => signal.family === family);
  const compiled = compileScanner(signals.map((signal) => ({ kind: 'signal', signal })));
  if (!compiled.ok) throw new Error(compiled.errors.map(({ message }) => message).join('; '));
  const { scanner } = compiled;
  const seenIn = (text: string) =>
    new Set(scanner.scan(normalize(text)).map(({ pattern }) => signals[pattern]!.name));

  describe.each(Object.entries(cases))('%s', (name, { sees, passes }) => {
    it.each(sees)('is seen in: %s', (text) => {
      expect(seenIn(text)).toContain(name);
    });
    it.each(passes)('is not seen in: %s', (text) => {
      expect(seenIn(text)).not.toContain(name);
    });
  });
}
