import Type, { type Static } from 'typebox';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { SeenImageSchema } from './seen-image.ts';
import { AGE_BANDS, ASSURANCES, AUDIENCES, KINDS, MEDIA } from './vocabulary.ts';

const closed = { additionalProperties: false } as const;

const time = (what: string) =>
  Type.String({
    format: 'date-time',
    maxLength: 64,
    description: `${what} RFC 3339, with a zone; from 1970 to 9999.`,
  });
const count = (description: string) =>
  Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description });

const AgeSchema = Type.Object(
  {
    band: Type.Optional(Type.Enum([...AGE_BANDS], { description: 'How old.' })),
    assurance: Type.Optional(
      Type.Enum([...ASSURANCES], { description: 'How far that can be relied on, weakest first.' }),
    ),
  },
  { ...closed, description: 'What is known of a person’s age. Absent means unknown, never adult.' },
);

const RelationshipSchema = Type.Object(
  {
    connected: Type.Optional(Type.Boolean({ description: 'Both have agreed to be connected.' })),
    mutual_connections: Type.Optional(count('How many connections they have in common.')),
    blocked: Type.Optional(Type.Boolean({ description: 'The target has blocked the actor.' })),
  },
  { ...closed, description: 'How actor and target stand to each other before this event.' },
);

/** The schemas of an event under some limits: one source for its type, its validation and the OpenAPI document. */
export function eventSchemas({ idLength, images, links, linkLength, members }: Limits) {
  const id = (of: string) =>
    Type.String({ minLength: 1, maxLength: idLength, description: `The service’s own id of the ${of}.` });

  const person = Type.Object(
    {
      id: id('account'),
      age: Type.Optional(AgeSchema),
      created_at: Type.Optional(time('When the account was made.')),
      language: Type.Optional(
        Type.String({
          minLength: 2,
          maxLength: 35,
          description:
            'What they read, as a BCP 47 tag such as `en-GB`: the decision’s words for them are in it.',
        }),
      ),
    },
    { ...closed, description: 'An account: who acts, or at whom the act is aimed.' },
  );

  const audience = Type.Object(
    {
      kind: Type.Enum([...AUDIENCES], { description: 'One person, a group, or everybody.' }),
      id: Type.Optional(id('group')),
      size: Type.Optional(count('How many people.')),
      children: Type.Optional(count('How many of them are children.')),
      members: Type.Optional(
        Type.Array(person, {
          maxItems: members,
          description: 'The people in it; children are counted from here where no number is given.',
        }),
      ),
    },
    closed,
  );

  const image = Type.Object(
    {
      id: Type.Optional(id('image')),
      bytes: Type.Optional(
        Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$', description: 'The image itself, in Base64.' }),
      ),
      url: Type.Optional(Type.String({ maxLength: linkLength, description: 'Where it is.' })),
      sha256: Type.Optional(
        Type.String({
          pattern: '^[0-9a-f]{64}$',
          description: 'Digest of the file, where the file itself is not sent.',
        }),
      ),
      pdq: Type.Optional(
        Type.String({
          pattern: '^[0-9a-f]{64}$',
          description: 'PDQ hash, where the service has hashed it and the file itself is not sent.',
        }),
      ),
      seen: Type.Optional(SeenImageSchema),
    },
    closed,
  );

  const medium = Type.Object(
    {
      id: Type.Optional(id('medium')),
      kind: Type.Enum([...MEDIA], { description: 'What it is.' }),
      url: Type.Optional(Type.String({ maxLength: linkLength, description: 'Where it is.' })),
    },
    closed,
  );

  const content = Type.Object(
    {
      text: Type.Optional(Type.String({ description: 'What was written, as it was written.' })),
      language: Type.Optional(
        Type.String({ minLength: 2, maxLength: 35, description: 'Its language, as a BCP 47 tag.' }),
      ),
      images: Type.Optional(Type.Array(image, { maxItems: images })),
      media: Type.Optional(
        Type.Array(medium, {
          maxItems: images,
          description: 'What no signal reads: it is unknown, and the decision says so.',
        }),
      ),
      links: Type.Optional(
        Type.Array(Type.String({ maxLength: linkLength }), {
          maxItems: links,
          description: 'Links beside the text; those in it are found.',
        }),
      ),
    },
    { ...closed, description: 'Left out where the service cannot read it (end-to-end encryption).' },
  );

  const event = Type.Object(
    {
      id: id('event; the same event under it gets the same decision again'),
      kind: Type.Enum([...KINDS], { description: 'What somebody is about to do.' }),
      at: time('When.'),
      actor: person,
      target: Type.Optional(person),
      audience: Type.Optional(
        Type.Union([Type.Enum([...AUDIENCES]), audience], {
          description: 'Who gets to see it: a word, or an object that says more.',
        }),
      ),
      conversation: Type.Optional(id('conversation')),
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
