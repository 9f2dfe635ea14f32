import type { FieldProblem } from '../../../platform/problem/problem.ts';
import type { Plan, Question } from '../plan.ts';
import { type Content, PUBLISH, type Value } from './content.ts';

/** What a browser sent: every field with its values, in order. */
export type Fields = ReadonlyMap<string, readonly string[]>;

/** Characters that no text holds; line ends come from browsers as CR LF. */
const UNSAFE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/**
 * An answer as it was filled in on the page. What cannot be one is a problem; what was left empty is left out.
 *
 * Fields: `q.<question>`, for rankings `q.<question>.<option>` with the rank; `c.<document>.<section>`; and of the
 * respondent `capacity`, `organisation`, `kind`, `name`, `email`, `publish`, `quote`, `language`.
 */
export function readForm(
  plan: Plan,
  fields: Fields,
): { readonly content: Content; readonly problems: readonly FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const answers: Record<string, Value> = {};
  for (const question of plan.questions) {
    const read = readQuestion(question, fields);
    if (read === undefined) continue;
    if (read.ok) answers[question.id] = read.value;
    else problems.push({ ...read.problem, pointer: `/answers/${question.id}` });
  }
  const comments = [...fields].flatMap(([name, values]) => {
    const [, document, section] = /^c\.([^.]+)\.(.+)$/.exec(name) ?? [];
    const text = clean(values[0] ?? '');
    return document === undefined || section === undefined || text === ''
      ? []
      : [{ document, section, text }];
  });
  const one = (name: string) => line(fields.get(name)?.[0]);
  const publish = PUBLISH.find((choice) => choice === one('publish')) ?? 'confidential';
  const [organisation, kind, name, email, language] = [
    'organisation',
    'kind',
    'name',
    'email',
    'language',
  ].map(one);
  const capacity = one('capacity') === 'organisation' ? ('organisation' as const) : ('oneself' as const);
  return {
    content: {
      ...(language !== undefined && { language }),
      respondent: {
        capacity,
        ...(organisation !== undefined && capacity === 'organisation' && { organisation }),
        ...(kind !== undefined && { kind }),
        ...(name !== undefined && { name }),
        ...(email !== undefined && { email }),
      },
      publish,
      quote: one('quote') === 'yes',
      answers,
      comments,
    },
    problems,
  };
}

type Read =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Pick<FieldProblem, 'code' | 'detail'> };

function readQuestion(question: Question, fields: Fields): Read | undefined {
  const values = fields.get(`q.${question.id}`) ?? [];
  switch (question.kind) {
    case 'text': {
      const value = clean(values[0] ?? '');
      return value === '' ? undefined : { ok: true, value };
    }
    case 'choice': {
      const value = values.filter((id) => id !== '');
      return value.length === 0 ? undefined : { ok: true, value };
    }
    case 'scale': {
      const [value = ''] = values;
      if (value === '') return undefined;
      if (value === 'dont_know') return { ok: true, value: null };
      return { ok: true, value: /^\d{1,2}$/.test(value) ? Number(value) : -1 };
    }
    case 'ranking':
      return readRanking(question.options, question.id, fields);
    case 'file':
      return undefined;
  }
}

/** Ranks are taken in their order, whatever numbers they are; the same number twice says nothing. */
function readRanking(
  options: readonly { readonly id: string }[],
  question: string,
  fields: Fields,
): Read | undefined {
  const ranked = options.flatMap(({ id }) => {
    const rank = fields.get(`q.${question}.${id}`)?.[0] ?? '';
    return rank === '' ? [] : [{ id, rank: Number(rank) }];
  });
  if (ranked.length === 0) return undefined;
  if (new Set(ranked.map(({ rank }) => rank)).size < ranked.length)
    return { ok: false, problem: { code: 'ranked_twice', detail: 'gives the same place to two of them' } };
  if (ranked.some(({ rank }) => !Number.isInteger(rank) || rank < 1 || rank > options.length))
    return { ok: false, problem: { code: 'not_a_ranking', detail: 'takes places from 1 on' } };
  return { ok: true, value: ranked.sort((a, b) => a.rank - b.rank).map(({ id }) => id) };
}

/** A text as it is kept: Unicode's composed form, lines that end with LF, nothing that cannot be stored. */
function clean(raw: string): string {
  return raw
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .replaceAll(UNSAFE, '')
    .normalize('NFC')
    .trim();
}

/** Undefined where nothing was filled in. */
function line(raw: string | undefined): string | undefined {
  const cleaned = clean(raw ?? '')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 200);
  return cleaned === '' ? undefined : cleaned;
}
