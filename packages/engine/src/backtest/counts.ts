/**
 * Something counted by name. The names come from outside (a measure, a harm), and one may be called `constructor`:
 * an object without a prototype holds it like any other.
 */
export type Counts<T> = Readonly<Record<string, T>>;

/** A copy that can be counted into; what crossed a thread or a file has a prototype again, and loses it here. */
export function counts<T>(from: Counts<T> = {}): Record<string, T> {
  return Object.assign(Object.create(null) as Record<string, T>, from);
}

export function mergeCounts<T>(one: Counts<T>, two: Counts<T>, merge: (a: T, b: T) => T): Counts<T> {
  const merged = counts(one);
  for (const [name, value] of Object.entries(two)) {
    const known = merged[name];
    merged[name] = known === undefined ? value : merge(known, value);
  }
  return merged;
}

/** Adds flat rows of numbers that have the same fields. */
export function addRows<R extends object>(a: R, b: R): R {
  const sum: Record<string, number> = {};
  for (const [field, value] of Object.entries(a)) sum[field] = value + (b as Record<string, number>)[field]!;
  return sum as R;
}

export function addNumbers(a: number, b: number): number {
  return a + b;
}

export function bump(tally: Counts<number>, name: string): void {
  (tally as Record<string, number>)[name] = (tally[name] ?? 0) + 1;
}
