import Type, { type Static } from 'typebox';

/** What the gate may do with an event, mildest first: a later one is stricter. */
export const ACTIONS = ['allow', 'nudge', 'limit', 'hold', 'block'] as const;
export type Action = (typeof ACTIONS)[number];

/** What `limit` takes away; the service carries it out. */
export const LIMITS = [
  'strip_links',
  'blur_images',
  'no_images',
  'not_to_children',
  'not_suggested',
  'reduced_reach',
  'no_new_contacts',
] as const;
export type Limit = (typeof LIMITS)[number];

/** Who may end a hold; besides these a time (RFC 3339) or a duration (`24h`) after which it ends by itself. */
export const RELEASERS = ['recipient', 'guardian', 'reviewer', 'sender_confirms'] as const;

const closed = { additionalProperties: false } as const;

export const SpanSchema = Type.Object(
  {
    field: Type.String({ description: 'Path in the event, e.g. `content.text`.' }),
    start: Type.Integer({
      minimum: 0,
      description: 'First character, in UTF-16 units of the original text.',
    }),
    end: Type.Integer({ minimum: 0, description: 'One past the last.' }),
    signal: Type.String({ description: 'What was seen there: a signal, or the words of the expression.' }),
  },
  closed,
);
export type Span = Static<typeof SpanSchema>;

export const ReasonSchema = Type.Object(
  {
    measure: Type.String({ description: 'Id of the measure.' }),
    harm: Type.Optional(Type.String({ description: 'Id of the harm that it is against.' })),
    title: Type.String({ description: 'What the measure promises.' }),
    action: Type.Enum([...ACTIONS], { description: 'What it does by itself.' }),
    because: Type.String({ description: 'The expression of the measure that matched.' }),
    saw: Type.Record(Type.String(), Type.Unknown(), {
      description: 'The facts it rests on. Never the content of a message.',
    }),
    spans: Type.Array(SpanSchema, { description: 'Where in the text it was seen, in order.' }),
    refs: Type.Array(Type.String(), { description: 'What the measure implements.' }),
  },
  closed,
);
export type Reason = Static<typeof ReasonSchema>;

export const UnseenSchema = Type.Object(
  {
    field: Type.String({ description: 'Path in the event, e.g. `content.images[0]`.' }),
    why: Type.String({
      description: 'Why nothing was seen, e.g. `damaged_image`, or what it is, e.g. `voice`.',
    }),
  },
  closed,
);

export const TellSchema = Type.Object(
  {
    actor: Type.Optional(Type.String({ description: 'To the sender.' })),
    target: Type.Optional(Type.String({ description: 'To the recipient.' })),
  },
  { ...closed, description: 'Words for the people concerned, from the strictest measure that has some.' },
);

/**
 * What the engine decides: a pure function of event and practice. The gate adds `id`, `record`, `degraded`
 * and `timing_ms` (see `DecisionSchema` of the server).
 */
export const OutcomeSchema = Type.Object(
  {
    event: Type.String({ description: 'Id of the event.' }),
    action: Type.Enum([...ACTIONS], { description: 'What is to be done: the strictest of all that match.' }),
    until: Type.Optional(Type.String({ description: 'On `hold`: who or when ends it.' })),
    limits: Type.Optional(
      Type.Array(Type.Enum([...LIMITS]), { description: 'What to take away on delivery.' }),
    ),
    reasons: Type.Array(ReasonSchema, { description: 'Every measure that matched, strictest first.' }),
    shadow: Type.Optional(
      Type.Array(ReasonSchema, { description: 'Measures in shadow mode that would have acted.' }),
    ),
    tell: Type.Optional(TellSchema),
    unseen: Type.Optional(
      Type.Array(UnseenSchema, {
        description: 'Parts of the content that are unknown, and so not found harmless.',
      }),
    ),
    effects: Type.Array(Type.Record(Type.String(), Type.String()), {
      description: 'What should follow besides, each of one name and value.',
    }),
    practice: Type.String({
      description: '`name@version#sha256:…`; where an overlay acts as well, both, with ` + ` between.',
    }),
  },
  closed,
);
export type Outcome = Static<typeof OutcomeSchema>;
