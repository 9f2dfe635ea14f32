import { buildLattice, hasAlternatives, isAmbiguous, type Lattice, readLattice } from './lattice.ts';
import { plainView } from './plain.ts';
import { looksDisguised } from './suspicion.ts';
import type { TextView } from './view.ts';

/** A text made ready for the scanner. */
export interface NormalizedText {
  readonly original: string;
  /** As a reader sees it: see `plainView`. Accents, numbers and punctuation are kept. */
  readonly plain: TextView;
  /** Disguises undone, in their likeliest reading; `null` where there are none. */
  readonly folded: TextView | null;
  /** Another reading of the disguises (`1` as `l`, stretched letters doubled), where they have one. */
  readonly refolded: TextView | null;
  /** All readings of the disguises at once, for phrases. */
  readonly lattice: Lattice | null;
}

/** Normalises a text of any content and length, in linear time; never throws. */
export function normalize(text: string): NormalizedText {
  const plain = plainView(text);
  if (!looksDisguised(plain.text))
    return { original: text, plain, folded: null, refolded: null, lattice: null };
  const lattice = buildLattice(plain);
  const folded = readLattice(lattice, false);
  const refolded = isAmbiguous(lattice) ? readLattice(lattice, true) : null;
  if (folded.text === plain.text && !hasAlternatives(lattice)) {
    return { original: text, plain, folded: null, refolded: null, lattice: null };
  }
  return { original: text, plain, folded, refolded, lattice };
}
