import type { Tabulated } from '../tabulate.ts';
import { notesOf } from './notes.ts';
import { toCsvCell } from './safe-cell.ts';
import { sheetsOf } from './sheet.ts';

/**
 * All tables in one CSV file (RFC 4180), one line for each figure, so that a program reads it without guessing: the
 * unrounded value beside the published text. Texts that a spreadsheet would run as formulas are disarmed.
 */
export function tablesCsv(tabulated: Tabulated): string {
  const header = [
    'question',
    'wording',
    'row',
    'kind',
    'break',
    'column',
    'letter',
    'value',
    'published',
    'margin_of_error',
    'higher_than',
    'small_base',
  ];
  const lines = sheetsOf(tabulated).flatMap(({ id, text, groups, rows }) => {
    const columns = groups.flatMap((group) =>
      group.columns.map((column) => ({ ...column, group: group.name })),
    );
    return rows.flatMap(({ label, kind, cells }) =>
      cells.map(({ value, text: published, margin, letters }, n) => {
        const { name = '', letter = '', group = '', isSmall = false } = columns[n] ?? {};
        return [
          id,
          text,
          label,
          kind,
          group,
          name,
          letter,
          value === null ? '' : String(value),
          published,
          margin,
          letters,
          isSmall ? 'yes' : 'no',
        ];
      }),
    );
  });
  return [header, ...lines].map((line) => `${line.map(toCsvCell).join(',')}\r\n`).join('');
}

/** What stands beside the figures, as name and text. */
export function notesCsv(tabulated: Tabulated): string {
  const { title, facts, reading } = notesOf(tabulated);
  const lines = [['title', title], ...facts, ...reading.map((text) => ['reading', text])];
  return lines.map((line) => `${line.map(toCsvCell).join(',')}\r\n`).join('');
}
