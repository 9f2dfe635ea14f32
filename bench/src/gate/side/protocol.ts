/** What the two servers of the benchmark, each a process of its own, and the process that started them say. */

/** Where a server answers. */
export interface Ready {
  readonly url: string;
  /** For `Authorization: Bearer`. */
  readonly key: string;
}

/** What came of a server's run. */
export interface Kept {
  readonly records: number;
  /** Of answers and events, together. */
  readonly bytes: number;
  /** Processor time of its process since it took requests, without the database's, in seconds. */
  readonly cpuSeconds: number;
}

/** What a server's process takes of the memory at one moment, in bytes. */
export interface Memory {
  readonly rss: number;
  /** Of JavaScript's heap, what is not collected yet among it. */
  readonly heapUsed: number;
  /** Processor time of the process since it took requests, in seconds. */
  readonly cpuSeconds: number;
}

export type ToSide<Start> =
  | { readonly kind: 'start'; readonly start: Start }
  | { readonly kind: 'look' }
  | { readonly kind: 'stop' };

export type FromSide =
  | ({ readonly kind: 'ready' } & Ready)
  | ({ readonly kind: 'looked' } & Memory)
  | ({ readonly kind: 'stopped' } & Kept)
  | { readonly kind: 'failed'; readonly message: string };
