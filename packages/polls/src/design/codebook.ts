import { fine, type Parsed } from '../problem.ts';
import { type About, readAbout } from './about.ts';
import { createFaults, isObject, type JsonObject, parseJson, step, textsOf } from './json.ts';

/** A question as it was asked, word for word. */
export type Question = SingleQuestion | MultipleQuestion | NumericQuestion;

interface Asked {
  readonly id: string;
  /** The full wording that respondents saw or heard. */
  readonly text: string;
  /** In the order of the questionnaire. */
  readonly answers: readonly string[];
  /** Rows that add answers up: “NET: agree”. */
  readonly nets: readonly Net[];
  /** Who was asked, in words, where not everybody was. */
  readonly askedOf?: string;
  /** Its routing: asked of those alone who have one of these values in another column. */
  readonly askedIf?: Routing;
  /** In words, how the order of answers changed from one respondent to the next; tables keep the order given here. */
  readonly rotation?: string;
}

export interface Routing {
  readonly column: string;
  readonly values: readonly string[];
}

/** One answer of several. */
export interface SingleQuestion extends Asked {
  readonly type: 'single';
  readonly column: string;
}

/** Any number of answers: a column for each, 1 where it was chosen and 0 where not. */
export interface MultipleQuestion extends Asked {
  readonly type: 'multiple';
  readonly columns: readonly string[];
}

/** A number from a list; it has a mean as well. */
export interface NumericQuestion extends Asked {
  readonly type: 'numeric';
  readonly column: string;
  /** Of the answers, in their order. */
  readonly values: readonly number[];
}

export interface Net {
  readonly label: string;
  readonly answers: readonly string[];
}

/** A question that the tables are broken down by: its categories are the columns. */
export interface Break {
  readonly column: string;
  readonly categories: readonly string[];
}

export interface Codebook {
  readonly idColumn: string | null;
  /** What stands in a field that was not answered. */
  readonly missing: string;
  /** The column of weights that respondents start with, such as the inverse of their chance to be asked. */
  readonly weightColumn: string | null;
  readonly breaks: readonly Break[];
  readonly questions: readonly Question[];
  readonly about: About;
}

const SOURCE = { in: 'codebook', kind: 'INVALID_CODEBOOK' } as const;
/** Columns have one letter each in the tables: A to Z, then a to z. */
export const MAX_BREAK_CATEGORIES = 52;
const MAX_ANSWERS = 250;

type Faults = ReturnType<typeof createFaults>;

/**
 * Reads a codebook. `id_column`, `missing_value`, `weight_column`, `about` and a question's `nets`, `asked_of`, `asked_if`, `rotation` and
 * `column` may be left out; what else stands in it is passed over.
 */
export function parseCodebook(text: string): Parsed<Codebook> {
  const json = parseJson(text, SOURCE);
  return json.ok ? readCodebook(json.value) : json;
}

/** The same of a value that was JSON. */
export function readCodebook(value: unknown): Parsed<Codebook> {
  const faults = createFaults(SOURCE);
  if (!isObject(value)) {
    faults.add('', 'A codebook is an object with “questions”.');
    return { ok: false, problems: faults.problems };
  }
  const codebook: Codebook = {
    idColumn: textOr(value, 'id_column', null, faults),
    missing: textOr(value, 'missing_value', '', faults),
    weightColumn: textOr(value, 'weight_column', null, faults),
    breaks: readBreaks(value.breaks, faults),
    questions: readQuestions(value.questions, faults),
    about: readAbout(value.about, faults.add),
  };
  return faults.problems.length > 0 ? { ok: false, problems: faults.problems } : fine(codebook);
}

/** What weighting alone needs of a codebook: which column is the id, what is missing, where weights start. */
export function columnsAlone(codebook: Codebook): Codebook {
  return { ...codebook, breaks: [], questions: [] };
}

function textOr<T extends string | null>(
  from: JsonObject,
  name: string,
  otherwise: T,
  faults: Faults,
): string | T {
  const value = from[name];
  if (value === undefined || value === null) return otherwise;
  if (typeof value === 'string') return value;
  faults.add(step(name), `“${name}” is a text.`);
  return otherwise;
}

function readBreaks(value: unknown, faults: Faults): readonly Break[] {
  if (value === undefined) return [];
  if (!isObject(value)) {
    faults.add('/breaks', '“breaks” is an object: a column of the data, and the list of its categories.');
    return [];
  }
  return Object.entries(value).flatMap(([column, list]) => {
    const categories = textsOf(list);
    if (categories !== null && categories.length <= MAX_BREAK_CATEGORIES) return [{ column, categories }];
    faults.add(
      `/breaks${step(column)}`,
      `A break has from 1 to ${MAX_BREAK_CATEGORIES} different categories, which are texts.`,
    );
    return [];
  });
}

function readQuestions(value: unknown, faults: Faults): readonly Question[] {
  if (!Array.isArray(value) || value.length === 0) {
    faults.add('/questions', '“questions” is a list of at least one question.');
    return [];
  }
  const ids = new Set<string>();
  return value.flatMap((item: unknown, n) => {
    const pointer = `/questions/${n}`;
    const question = readQuestion(item, pointer, faults);
    if (question === null) return [];
    if (ids.has(question.id)) faults.add(`${pointer}/id`, `Two questions have the id “${question.id}”.`);
    ids.add(question.id);
    return [question];
  });
}

function readQuestion(item: unknown, pointer: string, faults: Faults): Question | null {
  if (!isObject(item) || typeof item.id !== 'string' || item.id === '') {
    faults.add(`${pointer}/id`, 'A question has an “id”.');
    return null;
  }
  const { id, type } = item;
  const answers = textsOf(item.answers);
  if (typeof item.text !== 'string' || item.text.trim() === '')
    faults.add(`${pointer}/text`, `The question ${id} has no “text”; tables show the full wording.`);
  if (answers === null || answers.length > MAX_ANSWERS) {
    faults.add(
      `${pointer}/answers`,
      `The question ${id} has from 1 to ${MAX_ANSWERS} different “answers”, which are texts.`,
    );
    return null;
  }
  const asked: Asked = {
    id,
    text: String(item.text),
    answers,
    nets: readNets(item.nets, answers, `${pointer}/nets`, faults),
    ...(typeof item.asked_of === 'string' && { askedOf: item.asked_of }),
    ...(typeof item.rotation === 'string' && { rotation: item.rotation }),
    ...readRouting(item.asked_if, `${pointer}/asked_if`, faults),
  };
  const column = typeof item.column === 'string' ? item.column : id;
  switch (type) {
    case 'single':
      return { ...asked, type, column };
    case 'multiple': {
      const columns = textsOf(item.columns);
      if (columns?.length === answers.length) return { ...asked, type, columns };
      faults.add(
        `${pointer}/columns`,
        `The question ${id} has ${answers.length} answers and needs as many different “columns”.`,
      );
      return null;
    }
    case 'numeric': {
      const values = answers.map(Number);
      if (values.every(Number.isFinite)) return { ...asked, type, column, values };
      faults.add(`${pointer}/answers`, `The answers of the numeric question ${id} are numbers, as texts.`);
      return null;
    }
    default:
      faults.add(`${pointer}/type`, `The type of the question ${id} is “single”, “multiple” or “numeric”.`);
      return null;
  }
}

function readRouting(value: unknown, pointer: string, faults: Faults): Pick<Asked, 'askedIf'> {
  if (value === undefined) return {};
  const values = isObject(value) ? textsOf(value.values) : null;
  if (isObject(value) && typeof value.column === 'string' && values !== null)
    return { askedIf: { column: value.column, values } };
  faults.add(pointer, '“asked_if” has a “column” and the “values” of those who are asked.');
  return {};
}

function readNets(
  value: unknown,
  answers: readonly string[],
  pointer: string,
  faults: Faults,
): readonly Net[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    faults.add(pointer, '“nets” is a list of objects with “label” and “answers”.');
    return [];
  }
  return value.flatMap((item: unknown, n) => {
    const parts = isObject(item) ? textsOf(item.answers) : null;
    if (
      isObject(item) &&
      typeof item.label === 'string' &&
      !answers.includes(item.label) &&
      parts?.every((part) => answers.includes(part))
    )
      return [{ label: item.label, answers: parts }];
    faults.add(
      `${pointer}/${n}`,
      'A net has a “label”, which is no answer, and “answers” that the question has.',
    );
    return [];
  });
}
