import { stripVTControlCharacters } from 'node:util';

/** Rows as aligned columns, two spaces apart; colours take no room. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, roomOf(cell));
    });
  }
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => pad(cell, widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

/** Fills up with spaces to a number of columns. */
export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(columns - roomOf(text), 0));
}

function roomOf(text: string): number {
  return [...stripVTControlCharacters(text)].length;
}
