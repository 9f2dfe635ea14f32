import Type, { type Static } from 'typebox';
import { DEFAULT_LIMITS } from './limits.ts';
import { AGE_BANDS, ASSURANCES, AUDIENCES, KINDS } from './vocabulary.ts';

/** The schema of an event: one source for its TypeScript type, its validation and the OpenAPI document. */

const { idLength, images, links, linkLength, members } = DEFAULT_LIMITS;
const closed = { additionalProperties: false } as const;

const id = (description: string) => Type.String({ minLength: 1, maxLength: idLength, description });
const time = (description: string) => Type.String({ format: 'date-time', maxLength: 64, description });
const count = (description: string) =>
  Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description });

export const AgeSchema = Type.Object(
  {
    band: Type.Optional(Type.Enum([...AGE_BANDS], { description: 'How old.' })),
    assurance: Type.Optional(
      Type.Enum([...ASSURANCES], { description: 'How far that can be relied on, weakest first.' }),
    ),
  },
  { ...closed, description: 'What is known of a person’s age. Absent means unknown, never adult.' },
);

export const PersonSchema = Type.Object(
  {
    id: id('The service’s own id of the account.'),
    age: Type.Optional(AgeSchema),
    created_at: Type.Optional(time('When the account was made.')),
  },
  { ...closed, description: 'An account: who acts, or at whom the act is aimed.' },
);

export const AudienceObjectSchema = Type.Object(
  {
    kind: Type.Enum([...AUDIENCES], { description: 'One person, a group, or everybody.' }),
    id: Type.Optional(id('The service’s own id of the group.')),
    size: Type.Optional(count('How many people.')),
    children: Type.Optional(count('How many of them are children.')),
    members: Type.Optional(
      Type.Array(PersonSchema, {
        maxItems: members,
        description: 'The people in it; children are counted from here where no number is given.',
      }),
    ),
  },
  closed,
);

export const AudienceSchema = Type.Union([Type.Enum([...AUDIENCES]), AudienceObjectSchema], {
  description: 'Who gets to see it: a word, or an object that says more.',
});

export const RelationshipSchema = Type.Object(
  {
    connected: Type.Optional(Type.Boolean({ description: 'Both have agreed to be connected.' })),
    mutual_connections: Type.Optional(count('How many connections they have in common.')),
    blocked: Type.Optional(Type.Boolean({ description: 'The target has blocked the actor.' })),
  },
  { ...closed, description: 'How actor and target stand to each other before this event.' },
);

export const ImageSchema = Type.Object(
  {
    id: Type.Optional(id('The service’s own id of the image.')),
    bytes: Type.Optional(Type.String({ description: 'The image itself, in base64.' })),
    url: Type.Optional(Type.String({ maxLength: linkLength, description: 'Where it is.' })),
  },
  closed,
);

export const ContentSchema = Type.Object(
  {
    text: Type.Optional(Type.String({ description: 'What was written, as it was written.' })),
    language: Type.Optional(
      Type.String({ minLength: 2, maxLength: 35, description: 'Its language, as a BCP 47 tag.' }),
    ),
    images: Type.Optional(Type.Array(ImageSchema, { maxItems: images })),
    links: Type.Optional(
      Type.Array(Type.String({ maxLength: linkLength }), {
        maxItems: links,
        description: 'Links beside the text; those in it are found.',
      }),
    ),
  },
  { ...closed, description: 'Left out where the service cannot read it (end-to-end encryption).' },
);

export const EventSchema = Type.Object(
  {
    id: id('The service’s own id of the event. The same event under it gets the same decision again.'),
    kind: Type.Enum([...KINDS], { description: 'What somebody is about to do.' }),
    at: time('When.'),
    actor: PersonSchema,
    target: Type.Optional(PersonSchema),
    audience: Type.Optional(AudienceSchema),
    conversation: Type.Optional(id('The service’s own id of the conversation.')),
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
