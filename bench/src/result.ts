/** One figure that a benchmark found. */
export interface Result {
  readonly bench: string;
  readonly case: string;
  readonly value: number;
  readonly unit: string;
  /** Who did the same beside us in the same run. */
  readonly beside?: Beside;
}

export interface Beside {
  readonly peer: string;
  readonly value: number;
  /** Above 1 is better for us, also where less is better. */
  readonly ratio: number;
}

/** What a benchmark found, for machines and for people. */
export interface Report {
  readonly results: readonly Result[];
  readonly text: string;
}

/** One line of `--json`: `bench`, `case`, `value`, `unit`, and with a peer `peer`, `peer_value`, `ratio`. */
export function toJsonLine({ bench, case: name, value, unit, beside }: Result): string {
  const line = { bench, case: name, value: rounded(value), unit };
  if (beside === undefined) return JSON.stringify(line);
  const { peer, value: theirs, ratio } = beside;
  return JSON.stringify({ ...line, peer, peer_value: rounded(theirs), ratio: rounded(ratio) });
}

/** Four digits that count: more than any of this can be relied on. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
