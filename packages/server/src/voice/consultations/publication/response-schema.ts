import Type, { type Static } from 'typebox';
import { ID } from '../plan.ts';
import { LINE, PROSE, WordsSchema } from '../words.ts';

const closed = { additionalProperties: false } as const;
const Note = Type.String({ minLength: 1, maxLength: 5_000, pattern: PROSE });

/** What came of a theme. */
const ChangeSchema = Type.Union([
  Type.Object({ kind: Type.Literal('none'), why: Note }, closed),
  Type.Object(
    {
      kind: Type.Literal('practice'),
      document: Type.String({ pattern: ID, description: 'The practice that was consulted on.' }),
      practice: Type.String({
        minLength: 1,
        maxLength: 300,
        pattern: LINE,
        description: 'The version that was made of it.',
      }),
      measures: Type.Array(Type.String({ maxLength: 200 }), {
        minItems: 1,
        maxItems: 100,
        description: 'Which of its measures are others now; each is compared.',
      }),
      note: Type.Optional(Note),
      changes: Type.Optional(
        Type.Array(Type.Object({ measure: Type.String(), sentences: Type.Array(Type.String()) }, closed), {
          description: 'How each differs; found out when the response is stored, whatever is sent.',
        }),
      ),
    },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('document'),
      document: Type.String({ pattern: ID }),
      section: Type.String({ maxLength: 200 }),
      note: Note,
    },
    closed,
  ),
]);

export const ResponseSchema = Type.Object(
  {
    summary: WordsSchema(20_000, 'What was asked, who answered, and what comes of it.'),
    rows: Type.Array(
      Type.Object(
        { theme: Type.String({ pattern: ID }), answer: WordsSchema(10_000), change: ChangeSchema },
        closed,
      ),
      { maxItems: 500 },
    ),
  },
  {
    ...closed,
    $id: 'ConsultationResponse',
    description: 'For each theme what is said to it, and what is changed.',
  },
);
export type Response = Static<typeof ResponseSchema>;
