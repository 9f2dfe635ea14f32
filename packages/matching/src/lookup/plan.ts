/** How far each block of a hash may differ for its table to be asked; null leaves the table out. */
export type Thresholds = readonly (number | null)[];

/** What a kind of index consists of, as far as the cost of asking it depends on that. */
export interface Shape {
  readonly rows: number;
  readonly tables: number;
  /** Bits of a table's values. */
  readonly keyBits: number;
  /** Lowest bits of a value that are looked at together. */
  readonly togetherBits: number;
  readonly mostApart: number;
}

/** `tables`: they are asked wherever thresholds exist, also where looking at every row would be cheaper. */
export type Preference = 'cheapest' | 'tables';

/** Nanoseconds, roughly, on a server's core; only their proportions count. */
const COST = { look: 8, candidate: 60, scan: 1.6 } as const;

/**
 * The cheapest way to find every hash within a radius: thresholds under which none can be missed, or null where looking
 * at every row is cheaper or no such thresholds exist.
 *
 * By the pigeonhole principle nothing is missed where the sum of all thresholds plus one is above the radius. The costs
 * grow ever faster with each threshold, so raising the cheapest by one, again and again, ends with the cheapest sum.
 */
export function planThresholds(shape: Shape, radius: number, preference: Preference): Thresholds | null {
  const { rows, tables, mostApart } = shape;
  const thresholds: (number | null)[] = Array.from({ length: tables }, () => null);
  let cost = 0;
  for (let covered = 0; covered <= radius; covered++) {
    // All tables cost the same, so the cheapest is the one with the lowest threshold; the first of these.
    let least = 0;
    for (let table = 1; table < tables; table++)
      if ((thresholds[table] ?? -1) < (thresholds[least] ?? -1)) least = table;
    const next = (thresholds[least] ?? -1) + 1;
    if (next > mostApart) return null;
    thresholds[least] = next;
    cost += tableCost(shape, next) - (next === 0 ? 0 : tableCost(shape, next - 1));
  }
  return preference === 'tables' || cost < rows * COST.scan ? thresholds : null;
}

function tableCost({ rows, keyBits, togetherBits }: Shape, apart: number): number {
  const candidates = (rows * ways(keyBits, apart)) / 2 ** keyBits;
  return ways(keyBits - togetherBits, apart) * COST.look + candidates * COST.candidate;
}

/** In how many ways up to so many of the bits can differ. */
function ways(bits: number, apart: number): number {
  let [sum, term] = [1, 1];
  for (let k = 1; k <= apart; k++) {
    term = (term * (bits - k + 1)) / k;
    sum += term;
  }
  return sum;
}

/** As the compiled code reads them: a byte each, 255 for a table that is left out. */
export function thresholdBytes(thresholds: Thresholds): Uint8Array {
  return Uint8Array.from(thresholds, (threshold) => threshold ?? 255);
}
