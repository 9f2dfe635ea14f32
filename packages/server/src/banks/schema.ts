import Type from 'typebox';
import { BANK_KINDS, MOST_RADIUS, NAME } from './bank.ts';

const closed = { additionalProperties: false } as const;
const Words = Type.String({ maxLength: 500 });
const Time = Type.String({ format: 'date-time' });

export const MOST_ENTRIES = 1_000;
export const MOST_ITEMS = 100;
export const MOST_LISTED = 1_000;
/** A value longer than any that is one of its kind is refused by its kind, with a better word. */
const Value = Type.String({ maxLength: 2_048 });

export const NameParams = Type.Object({ name: Type.String({ maxLength: 100 }) }, closed);

const settings = {
  name: Type.String({
    pattern: NAME.source,
    description: 'Capital letters, digits and underscores, up to 64.',
  }),
  kind: Type.Enum([...BANK_KINDS], { description: 'What its entries are.' }),
  is_negative: Type.Boolean({
    description:
      'It holds what is known to be harmless: a match cancels those in other banks that are not nearer.',
  }),
  radius: Type.Integer({ minimum: 0, maximum: MOST_RADIUS, description: 'Of hashes: bits that may differ.' }),
  enabled: Type.Number({ minimum: 0, maximum: 1, description: 'Share of the entries that match.' }),
  purpose: Words,
  source: Words,
  owner: Words,
  harm: Words,
  hint: Type.String({ maxLength: 500, description: 'What its owner suggests; the practice decides.' }),
};

export const NewBankSchema = Type.Object(
  {
    name: settings.name,
    kind: settings.kind,
    is_negative: Type.Optional(settings.is_negative),
    radius: Type.Optional(settings.radius),
    enabled: Type.Optional(settings.enabled),
    purpose: Type.Optional(settings.purpose),
    source: Type.Optional(settings.source),
    owner: Type.Optional(settings.owner),
    harm: Type.Optional(settings.harm),
    hint: Type.Optional(settings.hint),
  },
  closed,
);
export const BankSchema = Type.Object(settings, closed);
export const BankListSchema = Type.Object(
  { banks: Type.Array(Type.Object({ ...settings, entries: Type.Integer() }, closed)) },
  closed,
);

export const NewEntriesSchema = Type.Object(
  {
    entries: Type.Array(
      Type.Object(
        {
          value: Value,
          note: Type.Optional(Words),
          expires_at: Type.Optional(Type.Union([Time, Type.Null()])),
        },
        closed,
      ),
      { minItems: 1, maxItems: MOST_ENTRIES },
    ),
  },
  closed,
);
export const RemovedSchema = Type.Object(
  { values: Type.Array(Value, { minItems: 1, maxItems: MOST_ENTRIES }) },
  closed,
);
export const EntryListSchema = Type.Object(
  {
    entries: Type.Array(
      Type.Object(
        {
          id: Type.Integer(),
          bank: Type.String(),
          value: Type.String(),
          note: Type.String(),
          added_at: Time,
          expires_at: Type.Union([Time, Type.Null()]),
        },
        closed,
      ),
    ),
    next: Type.Union([Type.Integer(), Type.Null()], { description: 'For `after`; null at the end.' }),
  },
  closed,
);
export const EntryQuery = Type.Object(
  {
    after: Type.Optional(Type.Integer({ minimum: 0 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_LISTED })),
  },
  closed,
);

const Radius = Type.Optional(
  Type.Integer({ minimum: 0, maximum: MOST_RADIUS, description: 'In place of each bank’s own.' }),
);
export const AskedSchema = Type.Object(
  {
    items: Type.Array(
      Type.Union([
        Type.Object({ kind: settings.kind, value: Value, radius: Radius }, closed),
        Type.Object({ image: Type.String({ description: 'The file, in base64.' }), radius: Radius }, closed),
        Type.Object(
          {
            url: Type.String({
              maxLength: 2_048,
              description: 'Of an image; http or https, at a public address.',
            }),
            radius: Radius,
          },
          closed,
        ),
      ]),
      { minItems: 1, maxItems: MOST_ITEMS },
    ),
  },
  closed,
);
export const AnsweredSchema = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          pdq: Type.Optional(Type.String({ description: 'Of an image.' })),
          quality: Type.Optional(
            Type.Integer({ description: 'Of an image, 0 to 100; below 50 a match says little.' }),
          ),
          matches: Type.Array(
            Type.Object(
              {
                bank: Type.String(),
                entry: Type.Integer(),
                distance: Type.Integer({ description: 'In bits; 0 where it is the same.' }),
                harm: Type.String(),
                hint: Type.String(),
              },
              closed,
            ),
          ),
        },
        closed,
      ),
    ),
  },
  closed,
);
