import Type, { type Static } from 'typebox';
import { ROLES } from './hold.ts';

const closed = { additionalProperties: false } as const;

/** What a person may do with what is held. */
export const WORDS = ['release', 'refuse'] as const;
/** How a hold was ended; `expired`: its moment passed, and it is released. */
export const OUTCOMES = [...WORDS, 'expired'] as const;
export type ResolutionOutcome = (typeof OUTCOMES)[number];

/** Somebody's word about a hold. */
export const WordSchema = Type.Object(
  {
    by: Type.String({ minLength: 1, maxLength: 256, description: 'Who; an id of the service’s own.' }),
    as: Type.Enum([...ROLES], {
      description: 'In what capacity. `reviewer` needs a key with the scope `review` as well.',
    }),
    outcome: Type.Enum([...WORDS], {
      description: '`release`: it may be delivered. `refuse`: it never is.',
    }),
    note: Type.Optional(Type.String({ maxLength: 2000, description: 'Why, for whoever looks later.' })),
  },
  closed,
);
export type Word = Static<typeof WordSchema>;

export const ResolutionSchema = Type.Object(
  {
    by: Type.String({ description: '`clock` where its moment passed.' }),
    as: Type.Enum([...ROLES, 'clock']),
    outcome: Type.Enum([...OUTCOMES], { description: '`expired`: its moment passed; it may be delivered.' }),
    note: Type.Optional(Type.String()),
    at: Type.String({ format: 'date-time' }),
  },
  { ...closed, $id: 'Resolution', description: 'How a hold was ended.' },
);
export type Resolution = Static<typeof ResolutionSchema>;

export const ResolvedSchema = Type.Object({ decision: Type.String(), resolution: ResolutionSchema }, closed);

/** Whether a word only says again what stands. */
export function saysTheSame(word: Word, { by, as, outcome, note }: Resolution): boolean {
  return word.by === by && word.as === as && word.outcome === outcome && word.note === note;
}
