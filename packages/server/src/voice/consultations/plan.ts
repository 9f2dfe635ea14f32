import Type, { type Static } from 'typebox';
import type { FieldProblem } from '../../platform/problem/problem.ts';
import { LINE, PROSE, TAG, WordsSchema } from './words.ts';
import { isZone } from './zone.ts';

const closed = { additionalProperties: false } as const;
export const ID = '^[a-z0-9][a-z0-9_-]{0,59}$';
const Id = Type.String({ pattern: ID });

const PeriodSchema = Type.Object(
  {
    months: Type.Optional(Type.Integer({ minimum: 0, maximum: 36 })),
    weeks: Type.Optional(Type.Integer({ minimum: 0, maximum: 156 })),
    days: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_100 })),
  },
  { ...closed, description: 'By the calendar of its zone; it ends with the end of a day.' },
);

const OptionSchema = Type.Object({ id: Id, label: WordsSchema(300) }, closed);
const OptionsSchema = Type.Array(OptionSchema, { minItems: 2, maxItems: 60 });
const OfEvery = {
  id: Id,
  title: WordsSchema(1_000, 'The question itself.'),
  help: Type.Optional(WordsSchema(4_000)),
  required: Type.Optional(Type.Boolean()),
  /** A document, or one section of it (`code#measure`). */
  about: Type.Optional(Type.String({ maxLength: 200, pattern: LINE })),
};

export const QuestionSchema = Type.Union([
  Type.Object(
    {
      ...OfEvery,
      kind: Type.Literal('text'),
      max_length: Type.Optional(
        Type.Integer({ minimum: 1, maximum: 20_000, description: 'In characters; 5,000 if left out.' }),
      ),
    },
    closed,
  ),
  Type.Object(
    {
      ...OfEvery,
      kind: Type.Literal('choice'),
      options: OptionsSchema,
      at_most: Type.Optional(
        Type.Integer({ minimum: 1, maximum: 60, description: 'How many may be chosen; one if left out.' }),
      ),
    },
    closed,
  ),
  Type.Object(
    {
      ...OfEvery,
      kind: Type.Literal('scale'),
      from: Type.Integer({ minimum: 0, maximum: 1 }),
      to: Type.Integer({ minimum: 2, maximum: 10 }),
      low: Type.Optional(WordsSchema(120, 'What the lowest means.')),
      high: Type.Optional(WordsSchema(120, 'What the highest means.')),
      dont_know: Type.Optional(Type.Boolean({ description: 'Whether “I do not know” may be said.' })),
    },
    closed,
  ),
  Type.Object({ ...OfEvery, kind: Type.Literal('ranking'), options: OptionsSchema }, closed),
  Type.Object(
    {
      ...OfEvery,
      kind: Type.Literal('file'),
      at_most: Type.Optional(
        Type.Integer({ minimum: 1, maximum: 3, description: 'Files; one if left out.' }),
      ),
    },
    closed,
  ),
]);
export type Question = Static<typeof QuestionSchema>;

export const PlanSchema = Type.Object(
  {
    slug: Type.String({ pattern: ID, description: 'Its place on the web: `/consultations/<slug>`.' }),
    title: WordsSchema(200),
    summary: WordsSchema(
      8_000,
      'What is asked and why, in plain words; paragraphs are parted by empty lines.',
    ),
    whom: WordsSchema(2_000, 'Who is asked.'),
    contact: Type.Object(
      {
        name: WordsSchema(200),
        email: Type.Optional(Type.String({ maxLength: 200, pattern: '^[^\\s@<>"]+@[^\\s@<>"]+$' })),
        post: Type.Optional(WordsSchema(500)),
        telephone: Type.Optional(Type.String({ maxLength: 40, pattern: '^[0-9+() -]+$' })),
      },
      { ...closed, description: 'For questions, complaints, and answers by e-mail or on paper.' },
    ),
    zone: Type.String({ maxLength: 60, description: 'IANA zone in which its dates are told.' }),
    languages: Type.Array(Type.String({ pattern: TAG, maxLength: 40 }), {
      minItems: 1,
      maxItems: 20,
      uniqueItems: true,
      description: 'BCP 47, the main one first; Easy Read is `en-x-easyread`.',
    }),
    open_for: Type.Optional(PeriodSchema),
    respond_within: Type.Optional(PeriodSchema),
    kinds: Type.Optional(
      Type.Array(OptionSchema, {
        maxItems: 30,
        description: 'As whom people may say they answer: parent, teacher, service …',
      }),
    ),
    questions: Type.Array(QuestionSchema, { minItems: 1, maxItems: 100 }),
  },
  { ...closed, $id: 'ConsultationPlan', description: 'What a consultation asks, of whom, and for how long.' },
);
export type Plan = Static<typeof PlanSchema>;

export const DocumentSchema = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('text'),
      title: WordsSchema(200),
      sections: Type.Array(
        Type.Object({ id: Id, title: WordsSchema(200), text: WordsSchema(20_000) }, closed),
        { minItems: 1, maxItems: 200 },
      ),
    },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('practice'),
      title: WordsSchema(200),
      practice: Type.String({
        maxLength: 300,
        pattern: LINE,
        description: 'A stored version: `name@version`, or its hash.',
      }),
      before: Type.Optional(
        Type.String({
          maxLength: 300,
          pattern: LINE,
          description: 'The version that it would take the place of: what changes is shown.',
        }),
      ),
    },
    closed,
  ),
]);
export type DocumentPlan = Static<typeof DocumentSchema>;

export const ReasonSchema = Type.String({ minLength: 1, maxLength: 1_000, pattern: PROSE });

/** What no schema says: names that are there twice, a zone that is none, a scale that goes down. */
export function planProblems(plan: Plan): readonly FieldProblem[] {
  return [
    ...(isZone(plan.zone) ? [] : [problem('unknown_zone', '/zone', 'is no IANA time zone')]),
    ...twice(plan.questions, '/questions'),
    ...twice(plan.kinds ?? [], '/kinds'),
    ...plan.questions.flatMap((question, n) => questionProblems(question, `/questions/${n}`)),
    ...[plan.open_for, plan.respond_within].flatMap((period, n) =>
      period === undefined || Object.values(period).some((length) => length > 0)
        ? []
        : [problem('empty_period', n === 0 ? '/open_for' : '/respond_within', 'lasts no time at all')],
    ),
  ];
}

function questionProblems(question: Question, at: string): readonly FieldProblem[] {
  switch (question.kind) {
    case 'choice':
      return [
        ...twice(question.options, `${at}/options`),
        ...((question.at_most ?? 1) > question.options.length
          ? [problem('too_many', `${at}/at_most`, 'is more than there are options')]
          : []),
      ];
    case 'ranking':
      return twice(question.options, `${at}/options`);
    case 'scale':
    case 'text':
    case 'file':
      return [];
  }
}

function twice(items: readonly { readonly id: string }[], at: string): readonly FieldProblem[] {
  const seen = new Set<string>();
  return items.flatMap(({ id }, n) => {
    if (seen.has(id)) return [problem('duplicate_id', `${at}/${n}/id`, 'is there twice')];
    seen.add(id);
    return [];
  });
}

function problem(code: string, pointer: string, detail: string): FieldProblem {
  return { code, pointer, detail };
}
