import Type from 'typebox';
import { DecisionSchema, MAX_PAGE } from '../schema.ts';
import { HELD_UNTIL } from './hold.ts';

const closed = { additionalProperties: false } as const;

export const HeldQuery = Type.Object(
  {
    until: Type.Optional(Type.Enum([...HELD_UNTIL], { description: 'Who or what ends it.' })),
    measure: Type.Optional(
      Type.String({ minLength: 1, maxLength: 256, description: 'Id of a measure that matched.' }),
    ),
    before: Type.Optional(Type.String({ format: 'date-time', description: 'Held before.' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_PAGE, default: 50 })),
    cursor: Type.Optional(Type.String({ maxLength: 100, description: 'From the page before.' })),
  },
  closed,
);

export const HeldListSchema = Type.Object(
  {
    held: Type.Array(DecisionSchema),
    next: Type.Union([Type.String(), Type.Null()], {
      description: 'Give it as `cursor` for the next page; null on the last one.',
    }),
  },
  { ...closed, $id: 'HeldList' },
);
