import writeExcel, { type Cell, type Row, type Sheet as WorkbookSheet } from 'write-excel-file/universal';
import type { Tabulated } from '../tabulate.ts';
import { notesOf } from './notes.ts';
import { type Sheet, type SheetRow, sheetsOf } from './sheet.ts';

/**
 * All tables as a workbook: one sheet for the notes, then one for each question. Figures are numbers, unrounded, shown
 * rounded; texts are cells of text, which no spreadsheet runs whatever they begin with.
 */
export async function tablesXlsx(tabulated: Tabulated): Promise<Uint8Array> {
  const sheets = sheetsOf(tabulated);
  const names = namesOf(sheets.map(({ id }) => id));
  const workbook = [
    { sheet: 'Notes', data: notesRows(tabulated), columns: [{ width: 26 }, { width: 110 }] },
    ...sheets.map((sheet, n): WorkbookSheet<Blob> => {
      const columns = sheet.groups.flatMap((group) => group.columns).length;
      return {
        sheet: names[n] ?? '',
        data: questionRows(sheet),
        columns: [{ width: 34 }, ...Array.from({ length: columns }, () => ({ width: 12 }))],
        stickyRowsCount: HEAD_ROWS,
        stickyColumnsCount: 1,
      };
    }),
  ];
  const blob = await writeExcel(workbook).toBlob();
  return new Uint8Array(await blob.arrayBuffer());
}

const HEAD_ROWS = 4;
/** Of the names of sheets. */
const LONGEST = 31;
const text = (value: string, bold = false): Cell => ({
  value,
  type: String,
  ...(bold && { fontWeight: 'bold' as const }),
});

function notesRows(tabulated: Tabulated): Row[] {
  const { title, facts, reading } = notesOf(tabulated);
  return [
    [text(title, true)],
    ...facts.map(([name, value]) => [text(name), text(value)]),
    ...reading.map((paragraph) => [text('Reading'), text(paragraph)]),
  ];
}

function questionRows({ id, text: wording, note, groups, rows }: Sheet): Row[] {
  const columns = groups.flatMap((group) =>
    group.columns.map((column, n) => ({ ...column, group: n === 0 ? group.name : '' })),
  );
  return [
    [text(`${id}. ${wording}`, true)],
    [text(note)],
    [null, ...columns.map(({ group }) => (group === '' ? null : text(group, true)))],
    [
      null,
      ...columns.map(({ name, letter, isSmall }) =>
        text(`${name}${letter === '' ? '' : ` (${letter})`}${isSmall ? ' (small base)' : ''}`, true),
      ),
    ],
    ...rows.flatMap(figureRows),
  ];
}

/** The figures; below them their margins of error and letters, where they have any. */
function figureRows({ kind, label, cells }: SheetRow): Row[] {
  const isShare = kind === 'answer' || kind === 'net';
  const unit = isShare ? ' (%)' : '';
  const figures: Row = [
    text(`${label}${unit}`, kind === 'net' || kind === 'mean'),
    ...cells.map(({ value, text: shown }): Cell => {
      // What is published as a star or a dash is no number, and shall not look like one.
      if (value === null || shown === '*') return text(shown);
      return { value, type: Number, format: FORMATS[kind] };
    }),
  ];
  const more: Row[] = [];
  if (cells.some(({ margin }) => margin !== ''))
    more.push([
      text('  ±'),
      ...cells.map(({ margin }) =>
        margin === '' ? null : { value: Number(margin), type: Number, format: isShare ? '0.0' : '0.00' },
      ),
    ]);
  if (cells.some(({ letters }) => letters !== ''))
    more.push([
      text('  higher than'),
      ...cells.map(({ letters }) => (letters === '' ? null : text(letters))),
    ]);
  return [figures, ...more];
}

const FORMATS: Readonly<Record<SheetRow['kind'], string>> = {
  base: '0',
  'weighted base': '0',
  'effective base': '0',
  answer: '0',
  net: '0',
  mean: '0.00',
  deviation: '0.00',
};

/** Names of sheets have few characters, lack some, and differ from each other without regard to case. */
function namesOf(ids: readonly string[]): readonly string[] {
  const used = new Set(['notes', 'history']);
  return ids.map((id) => {
    const plain =
      id
        .replace(/[[\]:*?/\\\u0000-\u001f]/g, ' ')
        .replace(/^'+|'+$/g, '')
        .trim()
        .slice(0, LONGEST) || 'Question';
    let name = plain;
    for (let n = 2; used.has(name.toLowerCase()); n++)
      name = `${plain.slice(0, LONGEST - 1 - String(n).length)} ${n}`;
    used.add(name.toLowerCase());
    return name;
  });
}
