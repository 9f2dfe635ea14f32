import { compileScanner, type NormalizedText, type Scanner, TEXT_SIGNALS } from '../signals/index.ts';
import { CONTACT_FAMILIES, FAMILY_CODES, type FamilyCode, familiesOf } from './families.ts';

/** The families of asking that a text shows. It is read for them alone, so that a practice that asks for no contact risk pays nothing. */
export function seeFamilies(text: NormalizedText): readonly FamilyCode[] {
  const { scanner, names } = contactSignals();
  const seen = new Set<string>();
  for (const { pattern } of scanner.scan(text)) {
    const name = names[pattern];
    if (name !== undefined) seen.add(name);
  }
  return seen.size === 0 ? [] : familiesOf(seen);
}

let compiled: { readonly scanner: Scanner; readonly names: readonly string[] } | undefined;

/** Compiled at the first call. */
function contactSignals() {
  if (compiled !== undefined) return compiled;
  const names = FAMILY_CODES.flatMap((code) => {
    const { signals, except = [] } = CONTACT_FAMILIES[code];
    return [...signals, ...except];
  });
  const made = compileScanner(
    names.map((name) => {
      const signal = TEXT_SIGNALS.find((known) => known.name === name);
      if (signal === undefined) throw new Error(`a family of contact names no signal: ${name}`);
      return { kind: 'signal', signal };
    }),
  );
  if (!made.ok) throw new Error(`a lexicon does not compile: ${made.errors[0]?.message}`);
  compiled = { scanner: made.scanner, names };
  return compiled;
}
