import { distance } from 'fastest-levenshtein';

/** Two edits in five letters may be a slip; more are another word. */
const SLIPS_PER_LETTER = 0.4;

/** The candidate that was probably meant, for a “did you mean”; undefined where none is near. */
export function closest(name: string, candidates: readonly string[]): string | undefined {
  const written = name.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(name.length * SLIPS_PER_LETTER)) + 1;
  for (const candidate of candidates) {
    const meant = candidate.toLowerCase();
    // Letters in the wrong order are one slip, although they count as two edits.
    const d = isTransposed(written, meant) ? 1 : distance(written, meant);
    if (d < bestDistance) {
      best = candidate;
      bestDistance = d;
    }
  }
  return best;
}

function isTransposed(a: string, b: string): boolean {
  return a.length === b.length && a !== b && distance(a, b) === 2 && sorted(a) === sorted(b);
}

function sorted(word: string): string {
  return [...word].sort().join('');
}
