import Type, { type Static } from 'typebox';
import { DEFAULT_LIMITS } from './limits.ts';
import { AGE_BANDS, ASSURANCES, AUDIENCES, KINDS } from './vocabulary.ts';

/** The schema of an event: one source for its TypeScript type, its validation and the OpenAPI document. */

const { idLength, images, links, linkLength, members } = DEFAULT_LIMITS;
const closed = { additionalProperties: false } as const;

const Id = Type.String({ minLength: 1, maxLength: idLength, description: "The service's own id." });
const Timestamp = Type.String({
  format: 'date-time',
  maxLength: 64,
  description: 'RFC 3339, with a zone.',
});
const Count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

export const AgeSchema = Type.Object(
  {
    band: Type.Optional(Type.Enum([...AGE_BANDS])),
    assurance: Type.Optional(Type.Enum([...ASSURANCES])),
  },
  { ...closed, description: 'What is known of a person’s age. Absent means unknown, never adult.' },
);

export const PersonSchema = Type.Object(
  {
    id: Id,
    age: Type.Optional(AgeSchema),
    created_at: Type.Optional(Timestamp),
  },
  { ...closed, description: 'An account: who acts, or at whom the act is aimed.' },
);

export const AudienceObjectSchema = Type.Object(
  {
    kind: Type.Enum([...AUDIENCES]),
    id: Type.Optional(Id),
    size: Type.Optional(Count),
    children: Type.Optional(Count),
    members: Type.Optional(Type.Array(PersonSchema, { maxItems: members })),
  },
  closed,
);

export const AudienceSchema = Type.Union([Type.Enum([...AUDIENCES]), AudienceObjectSchema]);

export const RelationshipSchema = Type.Object(
  {
    connected: Type.Optional(Type.Boolean()),
    mutual_connections: Type.Optional(Count),
    blocked: Type.Optional(Type.Boolean()),
  },
  { ...closed, description: 'How actor and target stand to each other before this event.' },
);

export const ImageSchema = Type.Object(
  {
    id: Type.Optional(Id),
    bytes: Type.Optional(Type.String({ description: 'Base64.' })),
    url: Type.Optional(Type.String({ maxLength: linkLength })),
  },
  closed,
);

export const ContentSchema = Type.Object(
  {
    text: Type.Optional(Type.String()),
    language: Type.Optional(Type.String({ minLength: 2, maxLength: 35, description: 'BCP 47.' })),
    images: Type.Optional(Type.Array(ImageSchema, { maxItems: images })),
    links: Type.Optional(Type.Array(Type.String({ maxLength: linkLength }), { maxItems: links })),
  },
  { ...closed, description: 'Left out where the service cannot read it (end-to-end encryption).' },
);

export const EventSchema = Type.Object(
  {
    id: Id,
    kind: Type.Enum([...KINDS]),
    at: Timestamp,
    actor: PersonSchema,
    target: Type.Optional(PersonSchema),
    audience: Type.Optional(AudienceSchema),
    conversation: Type.Optional(Id),
    relationship: Type.Optional(RelationshipSchema),
    content: Type.Optional(ContentSchema),
    context: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description: 'Anything the service wants practices to read.',
      }),
    ),
  },
  { ...closed, $id: 'Event', description: 'One interaction, before delivery.' },
);

export type Event = Static<typeof EventSchema>;
export type Person = Static<typeof PersonSchema>;
export type Relationship = Static<typeof RelationshipSchema>;
export type Content = Static<typeof ContentSchema>;
