import type { Question } from '../design/codebook.ts';
import {
  type AnswerFigure,
  type BreakColumn,
  type Cells,
  type Letters,
  SMALL_BASE,
} from '../figures/figure.ts';
import type { Tabulated } from '../tabulate.ts';
import { hundredthText, percentText, tenthText, wholeOf } from './rounding.ts';

/** One question as a table, before it is HTML, CSV or a workbook. */
export interface Sheet {
  readonly id: string;
  readonly text: string;
  /** Who was asked, and how: a sentence or more. */
  readonly note: string;
  readonly groups: readonly SheetGroup[];
  readonly rows: readonly SheetRow[];
}

/** Columns that stand together: everybody, or one break. */
export interface SheetGroup {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly letter: string; readonly isSmall: boolean }[];
}

export type RowKind = 'base' | 'weighted base' | 'effective base' | 'answer' | 'net' | 'mean' | 'deviation';

export interface SheetRow {
  readonly kind: RowKind;
  readonly label: string;
  /** One for each column. */
  readonly cells: readonly SheetCell[];
}

export interface SheetCell {
  /** As it is published. */
  readonly text: string;
  /** Unrounded; null where the figure does not exist. */
  readonly value: number | null;
  /** Plus or minus, in points or in the unit of the mean; empty for bases. */
  readonly margin: string;
  readonly letters: string;
}

type AnyColumn = Cells | BreakColumn;

export function sheetsOf({ codebook, questions }: Tabulated): readonly Sheet[] {
  return codebook.questions.flatMap((question) => {
    const figures = questions[question.id];
    if (figures === undefined) return [];
    const groups = Object.entries(figures.breaks).map(([name, { columns }]) => ({ name, columns }));
    const columns: readonly AnyColumn[] = [figures.total, ...groups.flatMap((group) => group.columns)];
    return [
      {
        id: question.id,
        text: question.text,
        note: noteOf(question),
        groups: [
          { name: '', columns: [{ name: 'Total', letter: '', isSmall: isSmall(figures.total) }] },
          ...groups.map((group) => ({
            name: group.name,
            columns: group.columns.map((column) => ({
              name: column.category,
              letter: column.letter,
              isSmall: isSmall(column),
            })),
          })),
        ],
        rows: rowsOf(question, columns),
      },
    ];
  });
}

function noteOf(question: Question): string {
  const who = askedOf(question);
  const base = who === null ? 'Base: all who answered.' : `Asked of ${who}; base: those who answered.`;
  const several = question.type === 'multiple' ? ' Several answers possible.' : '';
  const { rotation } = question;
  return `${base}${several}${rotation === undefined ? '' : ` Order: ${rotation}.`}`;
}

/** In the words of the codebook; else by its routing. */
function askedOf({ askedOf: words, askedIf }: Question): string | null {
  if (words !== undefined || askedIf === undefined) return words ?? null;
  return `those with ${askedIf.values.join(' or ')} in ${askedIf.column}`;
}

function isSmall({ unweighted_base }: Cells): boolean {
  return unweighted_base < SMALL_BASE;
}

function rowsOf(question: Question, columns: readonly AnyColumn[]): readonly SheetRow[] {
  const plain = (
    kind: RowKind,
    label: string,
    value: (column: AnyColumn) => number | null,
    show: (value: number | null) => string,
  ): SheetRow => ({
    kind,
    label,
    cells: columns.map((column) => ({
      text: show(value(column)),
      value: value(column),
      margin: '',
      letters: '',
    })),
  });
  const whole = (value: number | null): string => (value === null ? '0' : String(wholeOf(value)));
  const hasMean = columns.some(({ mean }) => mean !== undefined);
  return [
    plain('base', 'Unweighted base', (column) => column.unweighted_base, whole),
    plain('weighted base', 'Weighted base', (column) => column.weighted_base, whole),
    plain('effective base', 'Effective base', (column) => column.effective_base, whole),
    ...question.answers.map((label, n) =>
      answerRow(
        'answer',
        label,
        columns.map(({ rows }) => rows[n]),
      ),
    ),
    ...question.nets.map(({ label }, n) =>
      answerRow(
        'net',
        `NET: ${label}`,
        columns.map(({ nets }) => nets?.[n]),
      ),
    ),
    ...(hasMean
      ? [
          meanRow(columns),
          plain('deviation', 'Standard deviation', ({ mean }) => mean?.sd ?? null, hundredthText),
        ]
      : []),
  ];
}

function answerRow(
  kind: RowKind,
  label: string,
  figures: readonly (AnswerFigure | (AnswerFigure & Letters) | undefined)[],
): SheetRow {
  return {
    kind,
    label,
    cells: figures.map((figure) => ({
      text: percentText(figure?.pct ?? null, figure?.unweighted_count ?? 0),
      value: figure?.pct ?? null,
      // Where nobody or everybody says so the formula gives 0, which is no margin of error.
      margin: figure?.moe_kish == null || isNoneOrAll(figure) ? '' : tenthText(figure.moe_kish),
      letters: lettersOf(figure),
    })),
  };
}

function isNoneOrAll({ unweighted_count, pct }: AnswerFigure): boolean {
  return unweighted_count === 0 || pct === null || pct > 100 - 1e-9;
}

function meanRow(columns: readonly AnyColumn[]): SheetRow {
  return {
    kind: 'mean',
    label: 'Mean',
    cells: columns.map(({ mean }) => ({
      text: hundredthText(mean?.mean ?? null),
      value: mean?.mean ?? null,
      margin: mean?.moe_kish == null ? '' : hundredthText(mean.moe_kish),
      letters: lettersOf(mean),
    })),
  };
}

/** Published letters leave out small bases. */
function lettersOf(figure: object | undefined): string {
  return figure !== undefined && 'letters_min_base_30' in figure ? String(figure.letters_min_base_30) : '';
}
