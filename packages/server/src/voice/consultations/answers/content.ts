import Type, { type Static } from 'typebox';
import type { FieldProblem } from '../../../platform/problem/problem.ts';
import type { Document } from '../documents/document.ts';
import type { Plan, Question } from '../plan.ts';
import { LINE, PROSE } from '../words.ts';

const closed = { additionalProperties: false } as const;
export const MAX_TEXT = 5_000;
export const MAX_COMMENT = 5_000;

const Text = Type.String({ maxLength: 20_000, pattern: PROSE });
const Line = Type.String({ minLength: 1, maxLength: 200, pattern: LINE });

/** How the answer may be used. Nothing is published, and nobody quoted, unless they said so. */
export const PUBLISH = ['named', 'anonymous', 'confidential'] as const;
export type Publish = (typeof PUBLISH)[number];

export const ContentSchema = Type.Object(
  {
    language: Type.Optional(Type.String({ maxLength: 40, pattern: LINE })),
    respondent: Type.Object(
      {
        capacity: Type.Enum(['oneself', 'organisation']),
        organisation: Type.Optional(Line),
        kind: Type.Optional(Type.String({ maxLength: 60 })),
        name: Type.Optional(Line),
        email: Type.Optional(Line),
      },
      closed,
    ),
    publish: Type.Enum([...PUBLISH], {
      description: 'Under its name, without it, or not at all.',
    }),
    quote: Type.Boolean({ description: 'Whether its words may be quoted in the response.' }),
    answers: Type.Record(
      Type.String({ maxLength: 60 }),
      Type.Union([
        Text,
        Type.Integer(),
        Type.Null(),
        Type.Array(Type.String({ maxLength: 60 }), { maxItems: 60 }),
      ]),
      {
        description:
          'By question: a text; the ids of what was chosen; a number of the scale, or null for “I do not know”; ids in the order of their rank.',
      },
    ),
    comments: Type.Array(
      Type.Object(
        {
          document: Type.String({ maxLength: 60 }),
          section: Type.String({ maxLength: 200 }),
          text: Type.String({ minLength: 1, maxLength: MAX_COMMENT, pattern: PROSE }),
        },
        closed,
      ),
      { maxItems: 500 },
    ),
  },
  { ...closed, $id: 'ConsultationAnswer' },
);
export type Content = Static<typeof ContentSchema>;
export type Value = Content['answers'][string];

/** Nothing filled in yet. */
export const EMPTY: Content = {
  respondent: { capacity: 'oneself' },
  publish: 'confidential',
  quote: false,
  answers: {},
  comments: [],
};

/**
 * What is wrong with an answer that has the shape of one; none where it can be taken.
 *
 * @param files how many came for each question
 */
export function contentProblems(
  plan: Plan,
  documents: readonly Document[],
  content: Content,
  files: ReadonlyMap<string, number>,
): readonly FieldProblem[] {
  const known = new Map(plan.questions.map((question) => [question.id, question]));
  const strangers = Object.keys(content.answers).filter((id) => !known.has(id));
  const isEmpty = Object.keys(content.answers).length + content.comments.length + files.size === 0;
  return [
    ...(isEmpty
      ? [problem('nothing_said', '/answers', 'says nothing yet: answer at least one question')]
      : []),
    ...strangers.map((id) =>
      problem('unknown_question', `/answers/${id}`, 'is no question of this consultation'),
    ),
    ...plan.questions.flatMap((question) => ofQuestion(question, content.answers[question.id], files)),
    ...content.comments.flatMap(({ document, section }, n) => {
      const found = documents.find(({ id }) => id === document);
      if (!found)
        return [
          problem('unknown_document', `/comments/${n}/document`, 'is no document of this consultation'),
        ];
      if (found.sections.some(({ id }) => id === section)) return [];
      return [problem('unknown_section', `/comments/${n}/section`, 'is no section of this document')];
    }),
    ...ofRespondent(plan, content),
  ];
}

function ofRespondent(plan: Plan, { respondent, publish }: Content): readonly FieldProblem[] {
  const { capacity, organisation, name, email, kind } = respondent;
  const named = capacity === 'organisation' ? organisation : name;
  return [
    ...(capacity === 'organisation' && organisation === undefined
      ? [problem('missing', '/respondent/organisation', 'say which organisation you answer for')]
      : []),
    ...(publish === 'named' && named === undefined
      ? [problem('missing', '/respondent/name', 'is needed where the answer is to be published under a name')]
      : []),
    ...(email !== undefined && !/^[^\s@]+@[^\s@]+$/.test(email)
      ? [problem('not_an_address', '/respondent/email', 'is no e-mail address')]
      : []),
    ...(kind !== undefined && !(plan.kinds ?? []).some(({ id }) => id === kind)
      ? [problem('unknown_option', '/respondent/kind', 'is not on offer')]
      : []),
  ];
}

function ofQuestion(
  question: Question,
  value: Value | undefined,
  files: ReadonlyMap<string, number>,
): readonly FieldProblem[] {
  const at = `/answers/${question.id}`;
  const count = files.get(question.id) ?? 0;
  if (question.kind === 'file') {
    if (value !== undefined) return [problem('not_a_file', at, 'takes a file')];
    if (count > (question.at_most ?? 1))
      return [problem('too_many', at, `takes ${question.at_most ?? 1} at most`)];
    return question.required && count === 0 ? [problem('missing', at, 'needs a file')] : [];
  }
  if (count > 0) return [problem('no_file_here', at, 'takes no file')];
  if (value === undefined) return question.required ? [problem('missing', at, 'needs an answer')] : [];
  return ofValue(question, value, at);
}

function ofValue(
  question: Exclude<Question, { kind: 'file' }>,
  value: Value,
  at: string,
): readonly FieldProblem[] {
  switch (question.kind) {
    case 'text': {
      const most = question.max_length ?? MAX_TEXT;
      if (typeof value !== 'string') return [problem('not_a_text', at, 'takes a text')];
      return value.length > most
        ? [problem('too_long', at, `takes ${most} characters; these are ${value.length}`)]
        : [];
    }
    case 'choice': {
      const known = question.options.map(({ id }) => id);
      const most = question.at_most ?? 1;
      if (!Array.isArray(value) || value.length === 0)
        return [problem('not_a_choice', at, 'takes ids of its options')];
      if (value.some((id) => !known.includes(id)) || new Set(value).size < value.length)
        return [problem('unknown_option', at, 'is not on offer, or chosen twice')];
      return value.length > most
        ? [problem('too_many', at, `takes ${most} at most; these are ${value.length}`)]
        : [];
    }
    case 'scale':
      if (value === null) return question.dont_know ? [] : [problem('not_on_scale', at, 'takes a number')];
      return typeof value === 'number' && value >= question.from && value <= question.to
        ? []
        : [problem('not_on_scale', at, `takes a number from ${question.from} to ${question.to}`)];
    case 'ranking': {
      const known = question.options.map(({ id }) => id);
      if (!Array.isArray(value) || value.length === 0 || value.some((id) => !known.includes(id)))
        return [problem('not_a_ranking', at, 'takes ids of its options, the first one first')];
      return new Set(value).size < value.length
        ? [problem('ranked_twice', at, 'ranks one of them twice')]
        : [];
    }
  }
}

function problem(code: string, pointer: string, detail: string): FieldProblem {
  return { code, pointer, detail };
}

/** A part of an answer that somebody has to read: what was written freely. */
export interface Part {
  /** `q:<question>` or `c:<document>:<section>` */
  readonly part: string;
  readonly text: string;
}

export function partsOf(content: Pick<Content, 'answers' | 'comments'>, plan: Plan): readonly Part[] {
  return [
    ...plan.questions.flatMap(({ id, kind }) => {
      const value = content.answers[id];
      return kind === 'text' && typeof value === 'string' ? [{ part: `q:${id}`, text: value }] : [];
    }),
    ...content.comments.map(({ document, section, text }) => ({ part: `c:${document}:${section}`, text })),
  ];
}
