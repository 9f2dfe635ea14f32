import { buildLattice } from './build-lattice.ts';
import type { Lattice } from './lattice.ts';
import { plainView } from './plain.ts';
import { readLattice } from './reading.ts';
import { looksDisguised } from './suspicion.ts';
import type { TextView } from './view.ts';

/** A text made ready for the scanner. */
export interface NormalizedText {
  readonly original: string;
  /** As a reader sees it: see `plainView`. Accents, numbers and punctuation are kept. */
  readonly plain: TextView;
  /** Disguises undone, in their likeliest reading; `null` where there are none. Read when it is first asked for. */
  readonly folded: TextView | null;
  /** Another reading of the disguises (`1` as `l`, stretched letters doubled), where they have one. */
  readonly refolded: TextView | null;
  /** All readings of the disguises at once, for phrases. */
  readonly lattice: Lattice | null;
}

/** Normalises a text of any content and length, in linear time; never throws. */
export function normalize(text: string): NormalizedText {
  const plain = plainView(text);
  const lattice = looksDisguised(plain.text) ? buildLattice(text, plain) : null;
  if (lattice === null) return { original: text, plain, folded: null, refolded: null, lattice };
  let folded: TextView | undefined;
  let refolded: TextView | null | undefined;
  return {
    original: text,
    plain,
    lattice,
    get folded() {
      folded ??= readLattice(lattice, false);
      return folded;
    },
    get refolded() {
      if (refolded === undefined) refolded = lattice.ambiguous ? readLattice(lattice, true) : null;
      return refolded;
    },
  };
}
