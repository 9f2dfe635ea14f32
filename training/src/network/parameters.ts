/** Sizes of the network: what is learnt, and in which shape it is shipped. */
export interface Shape {
  /** Words in the vocabulary. */
  readonly words: number;
  /** Buckets for the letter groups of words that the vocabulary lacks. */
  readonly buckets: number;
  /** Length of a word's vector. */
  readonly dim: number;
  /** Filters over neighbouring words. */
  readonly filters: number;
  /** Words that a filter sees: an odd number. */
  readonly width: number;
  readonly hidden: number;
  readonly outputs: number;
  readonly kinds: number;
}

/** Learnt arrays; each row-major as its comment says. */
export interface Parameters {
  /** words × dim */
  readonly words: Float32Array;
  /** buckets × dim */
  readonly groups: Float32Array;
  /** kinds × dim */
  readonly kinds: Float32Array;
  /** width × dim × filters */
  readonly filters: Float32Array;
  readonly filterBias: Float32Array;
  /** (filters + dim + 4) × hidden */
  readonly hidden: Float32Array;
  readonly hiddenBias: Float32Array;
  /** (hidden + filters) × outputs */
  readonly outputs: Float32Array;
  readonly outputBias: Float32Array;
}

export function allocate(shape: Shape): Parameters {
  const { words, buckets, dim, filters, width, hidden, outputs, kinds } = shape;
  return {
    words: new Float32Array(words * dim),
    groups: new Float32Array(buckets * dim),
    kinds: new Float32Array(kinds * dim),
    filters: new Float32Array(width * dim * filters),
    filterBias: new Float32Array(filters),
    hidden: new Float32Array((filters + dim + 4) * hidden),
    hiddenBias: new Float32Array(hidden),
    outputs: new Float32Array((hidden + filters) * outputs),
    outputBias: new Float32Array(outputs),
  };
}
