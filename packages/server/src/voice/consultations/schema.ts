import Type from 'typebox';
import { ContentSchema } from './answers/content.ts';
import { STATES } from './consultation.ts';
import { DocumentSchema, ID, PlanSchema, ReasonSchema } from './plan.ts';
import { VERDICTS } from './publication/checklist.ts';
import { LINE, PROSE } from './words.ts';

const closed = { additionalProperties: false } as const;
const Time = (description?: string) =>
  Type.String({ format: 'date-time', ...(description !== undefined && { description }) });
const TimeOrNull = (description?: string) =>
  Type.Union(
    [Type.Null(), Type.String({ format: 'date-time' })],
    description === undefined ? {} : { description },
  );

export const ConsultationSchema = Type.Object(
  {
    id: Type.String({ description: '`con_…`' }),
    slug: Type.String(),
    state: Type.Enum([...STATES]),
    plan: PlanSchema,
    opens_at: TimeOrNull(),
    closes_at: TimeOrNull('The first moment at which it is closed.'),
    response_due_at: TimeOrNull(),
    overdue: Type.Boolean({ description: 'Whether the response is, or was, later than it was due.' }),
    analysed_at: TimeOrNull(),
    responded_at: TimeOrNull(),
    archived_at: TimeOrNull(),
    created_by: Type.String(),
    created_at: Time(),
  },
  { ...closed, $id: 'Consultation' },
);
export const ConsultationListSchema = Type.Object({ consultations: Type.Array(ConsultationSchema) }, closed);

export const ConParams = Type.Object(
  { id: Type.String({ pattern: ID, description: 'Its id, or its place on the web.' }) },
  closed,
);
export const DocumentParams = Type.Object(
  { id: Type.String({ pattern: ID }), document: Type.String({ pattern: '^[a-z0-9][a-z0-9_-]{0,40}$' }) },
  closed,
);
export const AnswerParams = Type.Object(
  { id: Type.String({ pattern: ID }), answer: Type.String({ pattern: '^ans_[0-9a-z]{26}$' }) },
  closed,
);
export const AttachmentParams = Type.Object(
  { id: Type.String({ pattern: ID }), attachment: Type.String({ pattern: '^att_[0-9a-z]{26}$' }) },
  closed,
);
export const ThemeParams = Type.Object(
  { id: Type.String({ pattern: ID }), theme: Type.String({ pattern: ID }) },
  closed,
);

export const OpenSchema = Type.Object(
  {
    opens_at: Type.Optional(Time('Now, if left out.')),
    closes_at: Type.Optional(Time('After the period of its plan, if left out.')),
  },
  closed,
);
export const ExtendSchema = Type.Object({ closes_at: Time(), reason: ReasonSchema }, closed);
export const BecauseSchema = Type.Object({ reason: ReasonSchema }, closed);
export const PutDocumentSchema = Type.Object(
  {
    document: DocumentSchema,
    reason: Type.Optional(
      Type.String({ maxLength: 1_000, pattern: PROSE, description: 'Needed once it is open.' }),
    ),
  },
  closed,
);

export const EnterSchema = Type.Object(
  {
    channel: Type.Enum(['email', 'paper']),
    received_at: Time('When it came, by its envelope or header: it must be while the consultation was open.'),
    answer: ContentSchema,
    files: Type.Optional(
      Type.Array(
        Type.Object(
          {
            question: Type.String({ maxLength: 60, description: '`scan` for the scan of the paper itself.' }),
            name: Type.String({ minLength: 1, maxLength: 200 }),
            base64: Type.String({ maxLength: 7_000_000, pattern: '^[A-Za-z0-9+/]+=*$' }),
          },
          closed,
        ),
        { maxItems: 3 },
      ),
    ),
  },
  closed,
);
export const ReceiptSchema = Type.Object(
  {
    receipt: Type.String(),
    answer: Type.String(),
    consultation: Type.String(),
    commitment: Type.String({ description: 'Hex SHA-256 over the salt and the record.' }),
    salt: Type.String(),
    record: Type.String({ description: 'Canonical JSON, byte for byte.' }),
  },
  { ...closed, $id: 'ConsultationReceipt' },
);

const Title = Type.String({ minLength: 1, maxLength: 200, pattern: LINE });
export const ThemeSchema = Type.Object(
  { title: Title, description: Type.String({ maxLength: 2_000, pattern: PROSE }) },
  closed,
);
const Part = Type.String({ maxLength: 330, description: '`q:<question>` or `c:<document>:<section>`.' });
const AnswerId = Type.String({ pattern: '^ans_[0-9a-z]{26}$' });
export const ReadingSchema = Type.Object(
  { answer: AnswerId, part: Part, themes: Type.Array(Type.String({ pattern: ID }), { maxItems: 50 }) },
  closed,
);
export const QuoteSchema = Type.Object(
  {
    answer: AnswerId,
    part: Part,
    theme: Type.String({ pattern: ID }),
    words: Type.String({ minLength: 1, maxLength: 2_000, pattern: PROSE }),
  },
  closed,
);
export const CheckSchema = Type.Object(
  {
    line: Type.String({ maxLength: 20 }),
    verdict: Type.Enum([...VERDICTS]),
    evidence: Type.String({ minLength: 1, maxLength: 4_000, pattern: PROSE }),
    link: Type.Optional(Type.String({ maxLength: 500, pattern: '^https?://[^\\s"<>]+$' })),
  },
  closed,
);
export const ReleaseSchema = Type.Object(
  {
    redactions: Type.Array(
      Type.Object(
        {
          words: Type.String({ minLength: 1, maxLength: 5_000, pattern: PROSE }),
          reason: Type.String({ minLength: 1, maxLength: 200, pattern: LINE }),
        },
        closed,
      ),
      { maxItems: 200, description: 'What is taken out first, wherever it stands.' },
    ),
  },
  closed,
);
export const EmptySchema = Type.Object({}, closed);
