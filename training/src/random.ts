/** Seeded random numbers, so that a training run can be made again to the byte (mulberry32). */
export interface Random {
  /** In [0, 1). */
  next(): number;
  below(limit: number): number;
  pick<T>(from: readonly T[]): T;
  shuffle(order: Int32Array): void;
}

export function createRandom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (from) => from[below(from.length)]!,
    shuffle(order) {
      for (let at = order.length - 1; at > 0; at--) {
        const other = below(at + 1);
        const kept = order[at]!;
        order[at] = order[other]!;
        order[other] = kept;
      }
    },
  };
}
