import Type, { type Static } from 'typebox';
import { ACTIONS, LIMITS } from '../decide/decision.ts';
import { KINDS } from '../event/vocabulary.ts';
import { AlarmSchema } from './alarm.ts';

/**
 * The shape of a practice file. Published as a JSON Schema, so that editors complete it; a practice is any
 * number of such files, of which exactly one has `practice:`.
 */

const closed = { additionalProperties: false } as const;
const Text = (description: string, maxLength = 2000) => Type.String({ minLength: 1, maxLength, description });
const Expression = (description: string) =>
  Type.String({ minLength: 1, maxLength: 4000, description: `CEL. ${description}` });
const Keeping = (description: string) => Type.Enum(['none', 'signals', 'content'], { description });
const Failing = Type.Enum(['open', 'closed'], {
  description: 'Where a part is late or down: the decision stands as computed, or waits for a reviewer.',
});
const optionalEach = <K extends string, S extends Type.TSchema>(keys: readonly K[], schema: S) =>
  Type.Object(
    Object.fromEntries(keys.map((key) => [key, Type.Optional(schema)])) as Record<K, Type.TOptional<S>>,
    closed,
  );

/** As in BCP 47, as far as a pattern can say. */
const TAG = '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$';
const Words = (description: string) =>
  Type.Union(
    [
      Text('One text for everybody.'),
      Type.Record(Type.String({ pattern: TAG }), Text('In this language.'), {
        ...closed,
        minProperties: 1,
        maxProperties: 100,
        description: 'Each language by its BCP 47 tag, such as `en` or `cy`.',
      }),
    ],
    { description },
  );

export const MeasureSchema = Type.Object(
  {
    id: Type.String({
      pattern: '^[a-z][a-z0-9_]*(\\.[a-z0-9_]+)*$',
      maxLength: 100,
      description: 'Dotted, e.g. `contact.unconnected`.',
    }),
    title: Text('What the measure promises, in one sentence.', 200),
    harm: Type.Optional(Text('One of `harms`.', 100)),
    refs: Type.Optional(Type.Array(Text('What it implements, e.g. `ICU F1`.', 300), { maxItems: 50 })),
    kinds: Type.Optional(
      Type.Array(Type.Enum([...KINDS]), { minItems: 1, description: 'Left out: every kind.' }),
    ),
    when: Expression('The measure acts when this is true.'),
    unless: Type.Optional(Expression('An exception: it does not act where this is known to be true.')),
    do: Type.Enum(
      ACTIONS.filter((action) => action !== 'allow'),
      { description: 'What it does; of all measures that match the strictest acts.' },
    ),
    limits: Type.Optional(
      Type.Array(Type.Enum([...LIMITS]), { minItems: 1, description: 'With `do: limit`.' }),
    ),
    until: Type.Optional(
      Text(
        'With `do: hold`: recipient, guardian, reviewer, sender_confirms, a duration such as 24h, or a time.',
        64,
      ),
    ),
    tell: Type.Optional(
      Type.Object(
        { actor: Type.Optional(Words('To the sender.')), target: Type.Optional(Words('To the recipient.')) },
        { ...closed, description: 'Words for the people concerned.' },
      ),
    ),
    effects: Type.Optional(
      Type.Array(
        Type.Record(Type.String({ pattern: '^[a-z_]+$' }), Text('Which queue, whom, which topic.', 200), {
          maxProperties: 1,
          minProperties: 1,
        }),
        {
          maxItems: 20,
          description:
            'What follows besides: `review: <queue>`, `notify: guardian`, `help: <topic>`, `preserve: evidence`.',
        },
      ),
    ),
    mode: Type.Optional(
      Type.Enum(['enforce', 'shadow'], {
        description: 'In `shadow` it is reported apart and never acts; `enforce` if left out.',
      }),
    ),
    rollout: Type.Optional(
      Type.String({
        pattern: '^(100|\\d{1,2}(\\.\\d{1,2})?)%$',
        description: 'Share of actors for whom it acts, such as 10%; the same people each time.',
      }),
    ),
    since: Type.Optional(Text('In force from this time on.', 64)),
    to: Type.Optional(Text('In force until before this time.', 64)),
  },
  closed,
);

export const PracticeTestSchema = Type.Object(
  {
    name: Text('What the test shows.', 300),
    given: Type.Record(Type.String(), Type.Unknown(), {
      description: 'An event; what is left out is filled in.',
    }),
    before: Type.Optional(
      Type.Array(Type.Record(Type.String(), Type.Unknown()), {
        maxItems: 200,
        description:
          'What happened before it, in the same form; each an hour after the one before where no time is given. People without an id are the same as in `given`.',
      }),
    ),
    expect: Type.Object(
      {
        action: Type.Optional(Type.Enum([...ACTIONS], { description: 'What is decided.' })),
        measures: Type.Optional(Type.Array(Type.String(), { description: 'Exactly these match.' })),
        includes: Type.Optional(Type.Array(Type.String(), { description: 'These are among them.' })),
        excludes: Type.Optional(Type.Array(Type.String(), { description: 'These are not.' })),
        until: Type.Optional(Type.String({ description: 'Who or what ends the hold.' })),
        shadow: Type.Optional(Type.Array(Type.String(), { description: 'Exactly these match in shadow.' })),
      },
      { ...closed, minProperties: 1, description: 'What must come of it; at least one of these.' },
    ),
  },
  closed,
);

export const PracticeFileSchema = Type.Object(
  {
    practice: Type.Optional(
      Type.String({
        pattern: '^[a-z][a-z0-9-]*$',
        maxLength: 100,
        description: 'The name of the practice; exactly one of its files has it.',
      }),
    ),
    version: Type.Optional(
      Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$', description: 'Semantic version.' }),
    ),
    title: Type.Optional(Text('What it is called in full.', 200)),
    scope: Type.Optional(Expression('Which services it is meant for.')),
    harms: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[a-z][a-z0-9_]*$' }),
        Type.Object(
          {
            title: Text('What the harm is called.', 200),
            tier: Type.Optional(Text('How the law classes it, in your words.', 100)),
            refs: Type.Optional(Type.Array(Text('Where it is written.', 300))),
          },
          closed,
        ),
        { description: 'What the measures are against, by an id of your choice.' },
      ),
    ),
    settings: Type.Optional(
      Type.Object(
        {
          unknown_age: Type.Optional(
            Type.Enum(['child', 'adult', 'unknown'], {
              description: 'What somebody of unknown age counts as; `child` if left out.',
            }),
          ),
          unknown_connection: Type.Optional(
            Type.Enum(['unconnected', 'unknown'], {
              description: 'What two people count as of whom it is not known; `unconnected` if left out.',
            }),
          ),
          on_failure: Type.Optional(optionalEach(KINDS, Failing)),
          zone: Type.Optional(
            Text('The zone in which `time` is told, such as Europe/London; UTC if left out.', 64),
          ),
          language: Type.Optional(
            Type.String({
              pattern: TAG,
              maxLength: 35,
              description:
                'Language of the words in `tell` for those whose own is not known, or not there; `en` if left out.',
            }),
          ),
        },
        { ...closed, description: 'How the practice deals with what is not known or not available.' },
      ),
    ),
    keep: Type.Optional(
      Type.Object(
        {
          ...optionalEach(ACTIONS, Keeping('What is kept of an event after this action.')).properties,
          otherwise: Type.Optional(
            Keeping('The same for actions that are not named; `signals` if left out.'),
          ),
          days: Type.Optional(
            Type.Integer({ minimum: 1, maximum: 3650, description: 'For how long; 90 if left out.' }),
          ),
        },
        { ...closed, description: 'What is recorded of an event, by what was decided, and for how long.' },
      ),
    ),
    lists: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[a-z][a-z0-9_]*$' }),
        Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 10_000 }),
        { description: 'Named lists of words, phrases, ids, for `list(…)` in expressions.' },
      ),
    ),
    measures: Type.Optional(
      Type.Array(MeasureSchema, { maxItems: 2000, description: 'The rules, in any order.' }),
    ),
    alarms: Type.Optional(
      Type.Array(AlarmSchema, {
        maxItems: 200,
        description: 'When somebody is to be called, in any order.',
      }),
    ),
    tests: Type.Optional(
      Type.Array(PracticeTestSchema, {
        maxItems: 10_000,
        description: 'What shows that they do what they say.',
      }),
    ),
  },
  { ...closed, title: 'A file of a Safeward code of practice' },
);

export type PracticeFile = Static<typeof PracticeFileSchema>;
export type MeasureFields = Static<typeof MeasureSchema>;
