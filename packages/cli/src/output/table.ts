import { columnsOf, pad, wrap } from './columns.ts';

const GAP = '  ';
/** In a narrow terminal the last column still gets this much. */
const LEAST_LAST = 24;

/**
 * Rows as aligned columns, two spaces apart; colours take no room.
 *
 * @param width columns that there are: what does not fit of the last cell of a row goes on below it
 */
export function formatTable(rows: readonly (readonly string[])[], width = Number.POSITIVE_INFINITY): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, columnsOf(cell));
    });
  }
  return rows.map((row) => `${formatRow(row, widths, width)}\n`).join('');
}

function formatRow(row: readonly string[], widths: readonly number[], width: number): string {
  const before = row
    .slice(0, -1)
    .map((cell, column) => pad(cell, widths[column] ?? 0) + GAP)
    .join('');
  const indent = columnsOf(before);
  const last = wrap(row.at(-1) ?? '', Math.max(width - indent, LEAST_LAST));
  return `${before}${last.join(`\n${' '.repeat(indent)}`)}`.trimEnd();
}
