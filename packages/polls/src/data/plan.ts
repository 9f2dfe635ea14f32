import type { Codebook, Question } from '../design/codebook.ts';
import type { Margin, Targets } from '../design/targets.ts';
import type { Problem } from '../problem.ts';

/** What a pass over the data looks at: the design, with its columns found in the header. */
export interface Plan {
  readonly id: Column;
  readonly missing: string;
  readonly weight: Column | null;
  /** Every column that respondents are weighted or broken down by, once. */
  readonly variables: readonly Variable[];
  readonly margins: readonly MarginPlan[];
  readonly breaks: readonly BreakPlan[];
  readonly questions: readonly QuestionPlan[];
  /** Counts of one profile: the respondents, then for each question its base, its answers and its nets. */
  readonly slots: number;
}

export interface Column {
  readonly name: string;
  readonly at: number;
}

export interface Variable extends Column {
  /** Codes of the categories, in both the targets and the codebook. */
  readonly codes: ReadonlyMap<string, number>;
  readonly isWeightedBy: boolean;
}

export interface MarginPlan {
  readonly margin: Margin;
  /** Indexes into the variables. */
  readonly variables: readonly number[];
}

export interface BreakPlan {
  readonly column: string;
  readonly categories: readonly string[];
  /** Index into the variables. */
  readonly variable: number;
}

export interface QuestionPlan {
  readonly question: Question;
  /** One column, or one for each answer where any number can be chosen. */
  readonly columns: readonly Column[];
  /** The slot of its base; the answers follow, then the nets. */
  readonly base: number;
  /** The answers, then the nets: what has a row in a table. */
  readonly rows: readonly string[];
  /** For each answer, the nets that it is in. */
  readonly nets: readonly (readonly number[])[];
  readonly codes: ReadonlyMap<string, number>;
  /** Where those who are asked are told from the others, and by which values. */
  readonly askedIf: (Column & { readonly values: ReadonlySet<string> }) | null;
}

const DEFAULT_ID = 'respondent_id';

/** Without a codebook only weights can be made; without targets everybody weighs the same. */
export interface Design {
  readonly codebook: Codebook | null;
  readonly targets: Targets | null;
}

/** Finds the columns that a design needs; each that is not there is told. */
export function planFor(
  design: Design,
  columns: readonly string[],
): { readonly plan: Plan; readonly problems: readonly Problem[] } {
  const problems: Problem[] = doubled(columns);
  const { codebook, targets } = design;
  const find = (name: string, from: 'targets' | 'codebook', pointer: string): Column => {
    const at = columns.indexOf(name);
    if (at < 0)
      problems.push({
        kind: 'UNKNOWN_COLUMN',
        in: from,
        pointer,
        column: name,
        detail: `The ${from} name the column “${name}”, which the data do not have.`,
      });
    return { name, at };
  };

  const variables = new Map<string, { column: Column; codes: Map<string, number>; isWeightedBy: boolean }>();
  const variable = (column: Column, categories: readonly string[], isWeightedBy: boolean): number => {
    const known = variables.get(column.name) ?? {
      column,
      codes: new Map<string, number>(),
      isWeightedBy: false,
    };
    for (const category of categories)
      if (!known.codes.has(category)) known.codes.set(category, known.codes.size);
    variables.set(column.name, { ...known, isWeightedBy: known.isWeightedBy || isWeightedBy });
    return [...variables.keys()].indexOf(column.name);
  };

  const margins = (targets?.margins ?? []).map((margin, n) => ({
    margin,
    variables: margin.variables.map((name, place) =>
      variable(
        find(name, 'targets', `/margins/${n}/variable`),
        margin.categories.map(({ values }) => values[place] ?? ''),
        true,
      ),
    ),
  }));
  const breaks = (codebook?.breaks ?? []).map(({ column, categories }) => ({
    column,
    categories,
    variable: variable(find(column, 'codebook', `/breaks/${column}`), categories, false),
  }));
  let slots = 1;
  const questions = (codebook?.questions ?? []).map((question, n): QuestionPlan => {
    const names = question.type === 'multiple' ? question.columns : [question.column];
    const base = slots;
    const rows = [...question.answers, ...question.nets.map(({ label }) => label)];
    slots += 1 + rows.length;
    return {
      question,
      columns: names.map((name) => find(name, 'codebook', `/questions/${n}`)),
      base,
      rows,
      nets: question.answers.map((answer) =>
        question.nets.flatMap((net, n) => (net.answers.includes(answer) ? [n] : [])),
      ),
      codes: new Map(question.answers.map((answer, code) => [answer, code])),
      askedIf: question.askedIf
        ? {
            ...find(question.askedIf.column, 'codebook', `/questions/${n}/asked_if/column`),
            values: new Set(question.askedIf.values),
          }
        : null,
    };
  });
  const plan: Plan = {
    id: idColumn(codebook, columns, find),
    missing: codebook?.missing ?? '',
    weight: codebook?.weightColumn ? find(codebook.weightColumn, 'codebook', '/weight_column') : null,
    variables: [...variables.values()].map(({ column, codes, isWeightedBy }) => ({
      ...column,
      codes,
      isWeightedBy,
    })),
    margins,
    breaks,
    questions,
    slots,
  };
  return { plan, problems };
}

/** As the codebook says; else `respondent_id`, else the first column. */
function idColumn(
  codebook: Codebook | null,
  columns: readonly string[],
  find: (name: string, from: 'codebook', pointer: string) => Column,
): Column {
  if (codebook?.idColumn) return find(codebook.idColumn, 'codebook', '/id_column');
  const at = Math.max(columns.indexOf(DEFAULT_ID), 0);
  return { name: columns[at] ?? DEFAULT_ID, at };
}

function doubled(columns: readonly string[]): Problem[] {
  const twice = [...new Set(columns.filter((name, at) => columns.indexOf(name) !== at))];
  return twice.map((name) => ({
    kind: 'DUPLICATE_COLUMN',
    in: 'data',
    column: name,
    detail: `The header has the column “${name}” more than once.`,
  }));
}
