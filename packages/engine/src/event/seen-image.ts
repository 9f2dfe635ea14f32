import Type, { type Static } from 'typebox';

const closed = { additionalProperties: false } as const;
const share = (description: string) => Type.Optional(Type.Number({ minimum: 0, maximum: 1, description }));

/** More of one image says nothing more. */
export const MOST_IMAGE_MATCHES = 32;

const MatchSchema = Type.Object(
  {
    bank: Type.String({ minLength: 1, maxLength: 64, description: 'Name of the bank.' }),
    entry: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: Number.MAX_SAFE_INTEGER,
        description: 'The entry of the bank, by its number.',
      }),
    ),
    distance: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 256,
        description: 'In how many bits of 256 it differs; 0 where it is the same.',
      }),
    ),
    turn: Type.Optional(
      Type.String({
        maxLength: 16,
        description: 'How it was turned or mirrored to match; absent where it was not.',
      }),
    ),
    harm: Type.Optional(
      Type.String({ maxLength: 256, description: 'What the bank says its entries stand for.' }),
    ),
    hint: Type.Optional(
      Type.String({ maxLength: 256, description: 'What the bank’s owner suggests to do.' }),
    ),
  },
  { ...closed, description: 'Something known that the image is, or is near.' },
);

/** What was seen in one image. Whatever is left out was not looked for, and is unknown. */
export const SeenImageSchema = Type.Object(
  {
    fault: Type.Optional(
      Type.String({
        pattern: '^[a-z0-9_]{1,64}$',
        description: 'Why nothing was seen in it, such as `damaged_image`. All else is then unknown.',
      }),
    ),
    quality: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 100,
        description: 'How much there is to see. Below 50 its hash says little, and is not matched.',
      }),
    ),
    matches: Type.Optional(Type.Array(MatchSchema, { maxItems: MOST_IMAGE_MATCHES })),
    location: Type.Optional(Type.Boolean({ description: 'The file says where it was taken.' })),
    nudity: share('How sure a classifier is that it shows nudity.'),
    suggestive: share('How sure a classifier is that it is suggestive.'),
    text: Type.Optional(Type.String({ maxLength: 10_000, description: 'What is written in it.' })),
  },
  {
    ...closed,
    description:
      'What was seen in it. The gate fills this in for images it can look at; where it did, that counts.',
  },
);
export type SeenImage = Static<typeof SeenImageSchema>;
export type ImageMatch = Static<typeof MatchSchema>;
