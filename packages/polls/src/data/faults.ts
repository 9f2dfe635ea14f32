import type { Problem, ProblemKind } from '../problem.ts';

/** Faults of rows, told once for each kind, column and value, with the first row and how many there are. */
export interface RowFaults {
  add(fault: {
    readonly kind: ProblemKind;
    readonly row: number;
    readonly column?: string;
    readonly about?: string;
  }): void;
  readonly problems: readonly Problem[];
}

/** A file whose every row is wrong in its own way says no more than the first thousand of them. */
const MAX_FAULTS = 1_000;
const SHOWN = 40;

export function createRowFaults(): RowFaults {
  const found = new Map<string, { readonly problem: Problem; count: number }>();
  return {
    add({ kind, row, column, about }) {
      const key = `${kind}\n${column ?? ''}\n${about ?? ''}`;
      const before = found.get(key);
      if (before !== undefined) before.count += 1;
      else if (found.size < MAX_FAULTS)
        found.set(key, {
          count: 1,
          problem: {
            kind,
            in: 'data',
            row,
            ...(column !== undefined && { column }),
            detail: sentence(kind, row, column, about),
          },
        });
    },
    get problems() {
      return [...found.values()].map(({ problem, count }) => (count === 1 ? problem : { ...problem, count }));
    },
  };
}

function sentence(kind: ProblemKind, row: number, column = '', about = ''): string {
  const where = column === '' ? `Row ${row}` : `Row ${row}, column “${column}”`;
  const value = about.length > SHOWN ? `${about.slice(0, SHOWN)}…` : about;
  switch (kind) {
    case 'UNKNOWN_CATEGORY':
      return `${where}: the codebook has no category “${value}”.`;
    case 'SAMPLE_CATEGORY_WITHOUT_TARGET':
      return `${where}: the targets have no category “${value}”.`;
    case 'MISSING_WEIGHTING_VALUE':
      return `${where}: this is weighted by, and is not answered; no weight can be given to this respondent.`;
    case 'PARTLY_ANSWERED':
      return `${where}: some columns of question ${value} are filled and this one is not; write 0 for an answer that was not chosen, or leave all empty.`;
    case 'ANSWERED_UNASKED':
      return `${where}: there is an answer, and by “${value}” the question was not asked.`;
    case 'INVALID_WEIGHT':
      return `${where}: “${value}” is no number above 0; a starting weight is.`;
    case 'NEGATIVE_WEIGHT':
      return `${where}: the starting weight is negative.`;
    case 'MISSING_RESPONDENT_ID':
      return `${where}: the respondent has no id.`;
    case 'DUPLICATE_RESPONDENT_ID':
      return `${where}: the id is that of row ${value} as well.`;
    case 'WRONG_FIELD_COUNT':
      return `${where} has ${value}.`;
    default:
      return `${where} is not as it should be.`;
  }
}
