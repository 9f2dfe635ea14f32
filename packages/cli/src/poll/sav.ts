import { createRequire } from 'node:module';
import type { Codebook, TableEvent } from '@safeward/polls';

/** What is used of `sav-reader`, which is CommonJS without a door for `import`. */
interface SavModule {
  readonly SavFileReader: new (file: string) => SavReader;
}
interface SavReader {
  readonly meta: {
    readonly header: { readonly n_cases: number };
    readonly sysvars: readonly SavVariable[];
    getValueLabels(
      name: string,
    ): readonly { readonly val: number | string; readonly label: string }[] | undefined;
  };
  open(): Promise<void>;
  readNextRow(includeNulls: boolean): Promise<Readonly<Record<string, number | string | null>> | null>;
}
interface SavVariable {
  readonly name: string;
  readonly missing: DeclaredMissing;
}
/** One value, several, or a range with or without a value beside it. */
type DeclaredMissing =
  | number
  | readonly number[]
  | {
      readonly min?: number;
      readonly max?: number;
      readonly value?: number;
      readonly values?: readonly number[];
    }
  | null;

const { SavFileReader } = createRequire(import.meta.url)('sav-reader') as SavModule;
const ROWS = 1_000;
const BROKEN = '\uFFFD';

/**
 * Reads an SPSS system file as a table of texts: a labelled value is its label, another number its digits; what is
 * missing, by the system or as declared, is empty. Of the questions that take several answers, and of numeric ones, the
 * numbers themselves are read.
 */
export async function* readSav(file: string, codebook: Codebook | null): AsyncGenerator<TableEvent, void> {
  const asNumbers = new Set(
    (codebook?.questions ?? []).flatMap((question) =>
      question.type === 'single' ? [] : question.type === 'multiple' ? question.columns : [question.column],
    ),
  );
  const missing = codebook?.missing ?? '';
  let row = 1;
  try {
    const reader = new SavFileReader(file);
    await reader.open();
    const variables = reader.meta.sysvars.map(({ name, missing: declared }) => ({
      name,
      declared,
      labels: new Map(
        asNumbers.has(name)
          ? []
          : (reader.meta.getValueLabels(name) ?? []).map(({ val, label }) => [val, label.trim()]),
      ),
    }));
    yield { kind: 'columns', columns: variables.map(({ name }) => name) };
    let rows: (readonly string[])[] = [];
    for (let cells = await reader.readNextRow(true); cells !== null; cells = await reader.readNextRow(true)) {
      const texts = variables.map(({ name, declared, labels }) => {
        const value = cells?.[name] ?? null;
        if (value === null || isMissing(value, declared)) return missing;
        return labels.get(value) ?? (typeof value === 'string' ? value.trimEnd() : String(value));
      });
      const broken = texts.findIndex((text) => text.includes(BROKEN));
      if (broken >= 0) {
        const at = row + rows.length;
        const column = variables[broken]?.name ?? '';
        const detail = `Row ${at}, column “${column}”: a character is not read from this kind of file; export it as CSV in UTF-8.`;
        yield { kind: 'problem', problem: { kind: 'WRONG_ENCODING', in: 'data', row: at, column, detail } };
        return;
      }
      rows.push(texts);
      if (rows.length < ROWS) continue;
      yield { kind: 'rows', first: row, rows };
      row += rows.length;
      rows = [];
    }
    if (rows.length > 0) yield { kind: 'rows', first: row, rows };
    const { n_cases: cases } = reader.meta.header;
    // −1 where whoever wrote it did not know.
    if (cases >= 0 && cases !== row + rows.length - 1) throw new Error('rows are missing');
  } catch (error) {
    const said = wordsOf(error);
    if (said === null) throw error;
    const why = /ZLIB/.test(said)
      ? 'it is compressed with ZLIB (.zsav), which is not read'
      : 'it is no SPSS system file, or breaks off';
    yield {
      kind: 'problem',
      problem: {
        kind: 'MALFORMED_SAV',
        in: 'data',
        detail: `The file cannot be read: ${why}; export it as CSV in UTF-8.`,
      },
    };
  }
}

/** The library throws texts, and errors of no class of their own; anything else is no fault of the file. */
function wordsOf(error: unknown): string | null {
  if (typeof error === 'string') return error;
  return error instanceof Error && error.constructor === Error ? error.message : null;
}

function isMissing(value: number | string, declared: DeclaredMissing): boolean {
  if (declared === null || typeof value !== 'number') return false;
  if (typeof declared === 'number') return value === declared;
  if (isList(declared)) return declared.includes(value);
  const { min, max, values = [], value: single } = declared;
  return (
    value === single ||
    values.includes(value) ||
    (min !== undefined && max !== undefined && value >= min && value <= max)
  );
}

function isList(value: object): value is readonly number[] {
  return Array.isArray(value);
}
