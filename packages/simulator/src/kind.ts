import Type, { type Static } from 'typebox';

const closed = { additionalProperties: false } as const;
const share = Type.Number({ minimum: 0, maximum: 1 });
const range = Type.Tuple([Type.Integer({ minimum: 0 }), Type.Integer({ minimum: 0 })]);
const bands = Type.Array(Type.Enum(['under_13', '13_15', '16_17', 'adult']), { minItems: 1 });
const people = Type.Object({ a: bands, b: bands }, closed);
const exchanges = Type.Array(Type.Array(Type.String(), { minItems: 1 }));

/** The indicator families of published, non-explicit research that the stages are named by. */
export const FAMILIES = [
  'R1',
  'R2',
  'R3',
  'K1',
  'K2',
  'K3',
  'M1',
  'M2',
  'G1',
  'C1',
  'P1',
  'T1',
  'L1',
] as const;
export type StageCode = (typeof FAMILIES)[number];

/** Requests that must not arrive untouched: to move to another app, to send a picture, to meet. */
export const ASKS: ReadonlySet<StageCode> = new Set(['M1', 'M2', 'P1']);

/** A kind of conversation, as its file says it. */
export const KindSchema = Type.Object(
  {
    kind: Type.String({ pattern: '^[a-z][a-z0-9_]*$' }),
    title: Type.String({ minLength: 1 }),
    people,
    /** Another pair of bands that goes together, for friends of like age. */
    alt: Type.Optional(people),
    /** `asked`: a contact request comes first and is accepted. */
    connected: Type.Array(Type.Union([Type.Boolean(), Type.Literal('asked')]), { minItems: 1 }),
    /** Connections in common, from and to. */
    mutual: range,
    topics: Type.Array(Type.String()),
    own: Type.Optional(exchanges),
    /** In a group, not between two. */
    group: Type.Optional(Type.Object({ size: range, children: range }, closed)),
    public: Type.Optional(Type.Boolean()),
    /** Exchanges, from and to, instead of the usual number. */
    length: Type.Optional(range),
    /** In which share of conversations the service knows nothing of that person’s age. */
    unknown: Type.Optional(Type.Object({ a: share }, closed)),
    /** How many children get the same approach. */
    copies: Type.Optional(range),
    new_account: Type.Optional(Type.Boolean()),
    /** Share of the asking lines that are written around filters. */
    disguise: Type.Optional(share),
    span_days: Type.Optional(range),
    /** Nothing is trained or tuned on it. */
    held_out: Type.Optional(Type.Boolean()),
    stages: Type.Optional(
      Type.Object(
        {
          order: Type.Array(Type.Enum([...FAMILIES]), { minItems: 1 }),
          /** The chance that a stage is left out; what `ASKS` names never is. */
          skip: Type.Optional(share),
          shuffle: Type.Optional(Type.Boolean()),
          /** Harmless exchanges between two stages, from and to. */
          between: range,
        },
        closed,
      ),
    ),
  },
  closed,
);

export type Kind = Static<typeof KindSchema>;
export type Band = Kind['people']['a'][number];

/** Whether conversations of this kind are an approach to a child. */
export function isRisky(kind: Kind): boolean {
  return kind.stages !== undefined;
}
