/** Rows of a matrix. */
export type Matrix = readonly (readonly number[])[];

export function transpose(a: Matrix): Matrix {
  return (a[0] ?? []).map((_, column) => a.map((row) => row[column] ?? 0));
}

export function multiply(a: Matrix, b: Matrix): Matrix {
  const columns = transpose(b);
  return a.map((row) =>
    columns.map((column) => row.reduce((sum, value, n) => sum + value * (column[n] ?? 0), 0)),
  );
}

export function trace(a: Matrix): number {
  return a.reduce((sum, row, n) => sum + (row[n] ?? 0), 0);
}

/** A⁻¹B by elimination with pivots; null where A cannot be inverted. */
export function solve(a: Matrix, b: Matrix): Matrix | null {
  const size = a.length;
  const rows = a.map((row, n) => [...row, ...(b[n] ?? [])]);
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++)
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const first = rows[column]!;
    const divisor = first[column]!;
    if (Math.abs(divisor) < 1e-14) return null;
    for (let n = 0; n < first.length; n++) first[n]! /= divisor;
    rows.forEach((row, at) => {
      const factor = row[column]!;
      if (at !== column && factor !== 0) for (let n = 0; n < row.length; n++) row[n]! -= factor * first[n]!;
    });
  }
  return rows.map((row) => row.slice(size));
}
