/** Comparing figures with expected ones, each with what it may be off by. */
export interface Tolerance {
  /** Relative to the expected figure. */
  readonly relative: number;
  /** Enough where the expected figure is nearly 0. */
  readonly absolute: number;
}

/** By the name of a figure, or of the object that it stands in. */
export type ToleranceOf = (name: string) => Tolerance;

export interface Agreement {
  /** Figures and texts that were compared. */
  readonly compared: number;
  /** A sentence for each that does not agree. */
  readonly differences: readonly string[];
  /** The largest relative difference of those beyond the absolute tolerance, by name. */
  readonly worst: ReadonlyMap<string, number>;
}

/** Holds everything that is expected against what was found; more may have been found. */
export function agree(expected: unknown, found: unknown, toleranceOf: ToleranceOf): Agreement {
  const differences: string[] = [];
  const worst = new Map<string, number>();
  let compared = 0;
  const walk = (want: unknown, got: unknown, path: string, name: string): void => {
    if (typeof want === 'object' && want !== null) {
      if (typeof got !== 'object' || got === null) {
        differences.push(`${path} is ${JSON.stringify(got)}`);
        return;
      }
      if (Array.isArray(want) && want.length !== (got as readonly unknown[]).length)
        differences.push(`${path} has another length`);
      for (const [key, value] of Object.entries(want)) {
        const below = (got as Readonly<Record<string, unknown>>)[key];
        walk(value, below, `${path}/${key}`, nameOf(key, name, path));
      }
      return;
    }
    compared += 1;
    if (typeof want !== 'number' || typeof got !== 'number') {
      if (want !== got) differences.push(`${path} is ${JSON.stringify(got)}, not ${JSON.stringify(want)}`);
      return;
    }
    const { relative, absolute } = toleranceOf(name);
    const gap = Math.abs(want - got);
    if (gap > absolute) worst.set(name, Math.max(worst.get(name) ?? 0, gap / Math.abs(want)));
    if (!(gap <= absolute || gap <= relative * Math.abs(want)))
      differences.push(`${path} is ${got}, not ${want}`);
  };
  walk(expected, found, '', '');
  return { compared, differences, worst };
}

/** The ends of an interval go by its name, and every z by `z`, whatever the answer and the pair are called. */
function nameOf(key: string, name: string, path: string): string {
  if (/\/z(?:_mean)?(?:\/|$)/.test(path)) return 'z';
  return /^\d+$/.test(key) ? name : key;
}
