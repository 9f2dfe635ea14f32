/** What a load on one server found. */
export interface Load {
  /** How long it was kept up, in seconds. */
  readonly seconds: number;
  /** Answered while it was kept up. */
  readonly answered: number;
  /** All that was answered with 200, also just afterwards. */
  readonly acknowledged: number;
  /** Answers with another status, and connections that broke (0), by status. */
  readonly refused: ReadonlyMap<number, number>;
  /** Of each request that was answered, in milliseconds. */
  readonly latencies: readonly number[];
}

/** Counts what comes back. */
export interface Tally {
  readonly latencies: number[];
  readonly refused: Map<number, number>;
  count(status: number, latency: number): void;
}

export function createTally(): Tally {
  const latencies: number[] = [];
  const refused = new Map<number, number>();
  return {
    latencies,
    refused,
    count(status, latency) {
      if (status === 200) latencies.push(latency);
      else refused.set(status, (refused.get(status) ?? 0) + 1);
    },
  };
}
