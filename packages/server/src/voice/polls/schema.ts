import Type from 'typebox';

const closed = { additionalProperties: false } as const;

const Data = Type.String({ description: 'CSV with a header, one row for each respondent.' });
const Document = (description: string) => Type.Object({}, { additionalProperties: true, description });
const Targets = Document('Margins of the population: {"margins": [{"variable", "kind", "targets"}]}.');
const CodebookDocument = Document('Questions with their wording, and breaks.');
const Trim = Type.Tuple(
  [Type.Number({ minimum: 0, exclusiveMaximum: 1 }), Type.Number({ exclusiveMinimum: 1 })],
  { description: 'Bounds of the weights, in multiples of their mean.' },
);
const Group = Type.Object({ column: Type.String(), category: Type.String() }, closed);

export const WeightsSchema = Type.Object(
  { data: Data, targets: Targets, codebook: Type.Optional(CodebookDocument), trim: Type.Optional(Trim) },
  closed,
);

export const CheckSchema = Type.Object(
  {
    data: Data,
    targets: Type.Optional(Targets),
    codebook: Type.Optional(CodebookDocument),
    trim: Type.Optional(Trim),
  },
  closed,
);

export const TablesSchema = Type.Object(
  { data: Data, targets: Type.Optional(Targets), codebook: CodebookDocument, trim: Type.Optional(Trim) },
  closed,
);

export const ClaimSchema = Type.Object(
  {
    data: Data,
    targets: Type.Optional(Targets),
    codebook: CodebookDocument,
    trim: Type.Optional(Trim),
    claim: Type.String({ minLength: 1, maxLength: 1_000, description: 'The sentence.' }),
    question: Type.String({ description: 'The id of the question that it is about.' }),
    answers: Type.Array(Type.String(), {
      minItems: 1,
      maxItems: 250,
      description: 'One, or several that are added up.',
    }),
    among: Type.Optional(Group),
    than: Type.Optional(Group),
  },
  closed,
);

export const FormatQuery = Type.Object(
  {
    format: Type.Optional(
      Type.Enum(['json', 'html', 'csv'], { description: '`json` unless said otherwise.' }),
    ),
  },
  closed,
);

const Interval = Type.Array(Type.Union([Type.Number(), Type.Null()]), { minItems: 2, maxItems: 2 });
const MaybeNumber = Type.Union([Type.Number(), Type.Null()]);

export const WeightsAnswer = Type.Object({
  weights: Type.Array(Type.Object({ id: Type.String(), weight: Type.Number() })),
  deff: Type.Number(),
  effective_base: Type.Number(),
});

export const CheckAnswer = Type.Object({
  ok: Type.Boolean(),
  respondents: Type.Union([Type.Integer(), Type.Null()]),
  problems: Type.Array(
    Type.Object({
      kind: Type.String(),
      detail: Type.String(),
      in: Type.Enum(['data', 'targets', 'codebook']),
      pointer: Type.Optional(Type.String()),
      row: Type.Optional(Type.Integer()),
      column: Type.Optional(Type.String()),
      count: Type.Optional(Type.Integer()),
    }),
  ),
});

export const TablesAnswer = Type.Object(
  {
    weights_summary: Type.Record(Type.String(), Type.Number()),
    questions: Type.Record(Type.String(), Type.Object({}, { additionalProperties: true })),
  },
  { additionalProperties: true, description: 'As `safeward poll tabulate --json` prints it.' },
);

export const ClaimAnswer = Type.Object(
  {
    claim: Type.String(),
    verdict: Type.Enum(['supported', 'uncertain', 'not supported', 'too few']),
    why: Type.String(),
    cells: Type.Array(
      Type.Object(
        {
          break: Type.Union([Type.String(), Type.Null()]),
          category: Type.Union([Type.String(), Type.Null()]),
          pct: MaybeNumber,
          ci_lin: Interval,
        },
        { additionalProperties: true },
      ),
    ),
  },
  { additionalProperties: true },
);
