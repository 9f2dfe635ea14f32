import Type, { type Static } from 'typebox';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { AGE_BANDS, ASSURANCES, AUDIENCES, KINDS } from './vocabulary.ts';

const closed = { additionalProperties: false } as const;

const Timestamp = Type.String({
  format: 'date-time',
  maxLength: 64,
  description: 'RFC 3339, with a zone; from 1970 to 9999.',
});
const Count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

const AgeSchema = Type.Object(
  {
    band: Type.Optional(Type.Enum([...AGE_BANDS])),
    assurance: Type.Optional(Type.Enum([...ASSURANCES])),
  },
  { ...closed, description: 'What is known of a person’s age. Absent means unknown, never adult.' },
);

const RelationshipSchema = Type.Object(
  {
    connected: Type.Optional(Type.Boolean()),
    mutual_connections: Type.Optional(Count),
    blocked: Type.Optional(Type.Boolean()),
  },
  { ...closed, description: 'How actor and target stand to each other before this event.' },
);

/** The schemas of an event under some limits: one source for its type, its validation and the OpenAPI document. */
export function eventSchemas({ idLength, images, links, linkLength, members }: Limits) {
  const Id = Type.String({ minLength: 1, maxLength: idLength, description: "The service's own id." });

  const person = Type.Object(
    {
      id: Id,
      age: Type.Optional(AgeSchema),
      created_at: Type.Optional(Timestamp),
    },
    { ...closed, description: 'An account: who acts, or at whom the act is aimed.' },
  );

  const audience = Type.Object(
    {
      kind: Type.Enum([...AUDIENCES]),
      id: Type.Optional(Id),
      size: Type.Optional(Count),
      children: Type.Optional(Count),
      members: Type.Optional(Type.Array(person, { maxItems: members })),
    },
    closed,
  );

  const image = Type.Object(
    {
      id: Type.Optional(Id),
      bytes: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$', description: 'Base64.' })),
      url: Type.Optional(Type.String({ maxLength: linkLength })),
    },
    closed,
  );

  const content = Type.Object(
    {
      text: Type.Optional(Type.String()),
      language: Type.Optional(Type.String({ minLength: 2, maxLength: 35, description: 'BCP 47.' })),
      images: Type.Optional(Type.Array(image, { maxItems: images })),
      links: Type.Optional(Type.Array(Type.String({ maxLength: linkLength }), { maxItems: links })),
    },
    { ...closed, description: 'Left out where the service cannot read it (end-to-end encryption).' },
  );

  const event = Type.Object(
    {
      id: Id,
      kind: Type.Enum([...KINDS]),
      at: Timestamp,
      actor: person,
      target: Type.Optional(person),
      audience: Type.Optional(Type.Union([Type.Enum([...AUDIENCES]), audience])),
      conversation: Type.Optional(Id),
      relationship: Type.Optional(RelationshipSchema),
      content: Type.Optional(content),
      context: Type.Optional(
        Type.Record(Type.String(), Type.Unknown(), {
          description: 'Anything the service wants practices to read.',
        }),
      ),
    },
    { ...closed, $id: 'Event', description: 'One interaction, before delivery.' },
  );

  return { event, audience, person };
}

const schemas = eventSchemas(DEFAULT_LIMITS);

/** The schema of an event under the default limits. */
export const EventSchema = schemas.event;

export type Event = Static<typeof schemas.event>;
export type Person = Static<typeof schemas.person>;
export type Relationship = Static<typeof RelationshipSchema>;
export type Content = NonNullable<Event['content']>;
