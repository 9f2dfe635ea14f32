import Papa from 'papaparse';
import type { Problem } from '../problem.ts';
import { createDecoder } from './decode.ts';

/** What a table of respondents is read as: its columns once, then rows as they come, or the fault that ends it. */
export type TableEvent =
  | { readonly kind: 'columns'; readonly columns: readonly string[] }
  /** `first` is the number of the first of these rows; the first respondent is row 1. */
  | { readonly kind: 'rows'; readonly first: number; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** Characters that one row may have. A quotation mark that is never closed would swallow the rest of a file. */
const MAX_ROW = 4 * 1024 * 1024;
const SEPARATORS = [',', ';', '\t'] as const;

/**
 * Reads comma-separated values (RFC 4180) as a stream: UTF-8, fields in quotation marks where they need them, lines that
 * end as the first one does. Semicolons and tabs separate where the header has no comma. Blank lines are passed over.
 * What is held in memory is a chunk and the row that it breaks off in.
 */
export async function* readCsv(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<TableEvent, void> {
  const decoder = createDecoder();
  let parser: Papa.Parser | null = null;
  let columns: readonly string[] | null = null;
  let rest = '';
  let row = 1;

  const take = (text: string, isLast: boolean): readonly TableEvent[] => {
    rest += text;
    if (parser === null) {
      if (!isLast && !/[\r\n]./s.test(rest)) return tooLong(rest, row) ?? [];
      parser = createParser(rest);
    }
    const { data, errors, meta } = parser.parse(rest, 0, !isLast) as Papa.ParseResult<string[]>;
    rest = isLast ? '' : rest.slice(meta.cursor);
    const events: TableEvent[] = [];
    let rows = data;
    if (columns === null && rows.length > 0) {
      columns = (rows[0] ?? []).map((name) => name.trim());
      rows = rows.slice(1);
      events.push({ kind: 'columns', columns });
    }
    // Where the text breaks off inside a field, the parser complains of a row that it does not hand out yet.
    const fault = errors.find((error) => (error.row ?? 0) < data.length);
    if (fault !== undefined) {
      const at = row + (fault.row ?? 0) - (data.length - rows.length);
      events.push({ kind: 'problem', problem: malformed(at) });
      return events;
    }
    const filled = rows.filter((cells) => cells.length > 1 || cells[0] !== '');
    if (filled.length > 0) events.push({ kind: 'rows', first: row, rows: filled });
    row += filled.length;
    return [...events, ...(tooLong(rest, row) ?? [])];
  };

  for await (const chunk of bytes) {
    const decoded = decoder.decode(chunk);
    yield* take(decoded.text, false);
    if (decoded.invalid === null) {
      if (rest.length > MAX_ROW) return;
      continue;
    }
    yield { kind: 'problem', problem: wrongEncoding(decoded.invalid, row, columns, rest) };
    return;
  }
  const end = decoder.end();
  if (end !== null) yield { kind: 'problem', problem: wrongEncoding(end, row, columns, rest) };
  else if (rest !== '') yield* take('', true);
}

/** By the first line: how lines end, and what separates fields. */
function createParser(text: string): Papa.Parser {
  const [end = '\n'] = /\r\n|\n|\r/.exec(text) ?? [];
  const header = text.slice(0, text.indexOf(end) < 0 ? undefined : text.indexOf(end));
  const delimiter = SEPARATORS.find((separator) => header.includes(separator)) ?? ',';
  return new Papa.Parser({ delimiter, newline: end as '\n' | '\r' | '\r\n' });
}

function tooLong(rest: string, row: number): readonly TableEvent[] | null {
  if (rest.length <= MAX_ROW) return null;
  return [
    {
      kind: 'problem',
      problem: {
        kind: 'ROW_TOO_LONG',
        in: 'data',
        row,
        detail: `Row ${row} does not end within ${MAX_ROW} characters; is a quotation mark not closed?`,
      },
    },
  ];
}

function malformed(row: number): Problem {
  return {
    kind: 'MALFORMED_CSV',
    in: 'data',
    row,
    detail: `Row ${row} has a quotation mark that is not closed, or is followed by something other than a separator.`,
  };
}

function wrongEncoding(what: string, row: number, columns: readonly string[] | null, rest: string): Problem {
  const detail = `${what}; save the file as UTF-8.`;
  if (columns === null) return { kind: 'WRONG_ENCODING', in: 'data', detail: `The header: ${detail}` };
  const cells = Papa.parse<string[]>(rest, { delimiter: '' }).data.at(-1)?.length ?? 1;
  const column = columns[cells - 1];
  return {
    kind: 'WRONG_ENCODING',
    in: 'data',
    row,
    ...(column !== undefined && { column }),
    detail: `Row ${row}${column === undefined ? '' : `, column “${column}”`}: ${detail}`,
  };
}
