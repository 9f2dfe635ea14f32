import { type ImageMatch, MOST_IMAGE_MATCHES, type SeenImage } from '@safeward/engine';
import type { Looking } from './lookers.ts';

interface Found {
  readonly bank: string;
  readonly entry: number;
  readonly distance: number;
  readonly harm: string;
  readonly hint: string;
}

/** What is known of a hash or digest, nearest first. */
export type MatchKnown = (kind: 'pdq' | 'md5' | 'sha1' | 'sha256', value: string) => readonly Found[];

/** Below it a hash says little, and a bank that holds one such would match every wall. */
const LEAST_QUALITY = 50;

/** What a look at a file says, with what is known of it. The hashes themselves go no further. */
export function seenOf(looking: Looking, match: MatchKnown): SeenImage {
  if (looking.kind !== 'looked') return { fault: looking.kind };
  const { digests, image } = looking.looked;
  const same = (['md5', 'sha1', 'sha256'] as const).flatMap((kind) => found(match(kind, digests[kind])));
  if (!image.ok) return { fault: image.fault, ...(same.length > 0 && { matches: nearest(same) }) };
  const { hashes, quality, location } = image;
  const near =
    quality < LEAST_QUALITY
      ? []
      : hashes.flatMap(([turn, pdq]) => found(match('pdq', pdq), turn === 'original' ? undefined : turn));
  return { quality, matches: nearest([...same, ...near]), location };
}

/** Of an image whose hashes alone were sent. What else could be seen in it is unknown. */
export function seenByHash(
  hashes: { readonly pdq?: string | undefined; readonly sha256?: string | undefined },
  match: MatchKnown,
): SeenImage {
  const { pdq, sha256 } = hashes;
  const same = sha256 === undefined ? [] : found(match('sha256', sha256));
  // That no file is the same says nothing of what is in it.
  if (pdq === undefined) return { fault: 'digest_alone', ...(same.length > 0 && { matches: nearest(same) }) };
  return { matches: nearest([...same, ...found(match('pdq', pdq))]) };
}

function found(matches: readonly Found[], turn?: string): readonly ImageMatch[] {
  return matches.map(({ bank, entry, distance, harm, hint }) => ({
    bank,
    entry,
    distance,
    ...(turn === undefined ? {} : { turn }),
    ...(harm === '' ? {} : { harm }),
    ...(hint === '' ? {} : { hint }),
  }));
}

/** Each entry once, by the nearest way it was found. */
function nearest(matches: readonly ImageMatch[]): ImageMatch[] {
  const byEntry = new Map<number, ImageMatch>();
  for (const match of matches) {
    const before = byEntry.get(match.entry ?? 0);
    if (before === undefined || (match.distance ?? 0) < (before.distance ?? 0))
      byEntry.set(match.entry ?? 0, match);
  }
  return [...byEntry.values()]
    .sort((a, b) => (a.distance ?? 0) - (b.distance ?? 0) || (a.entry ?? 0) - (b.entry ?? 0))
    .slice(0, MOST_IMAGE_MATCHES);
}
