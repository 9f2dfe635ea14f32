import { ACTIONS } from '@safeward/engine';
import Type from 'typebox';
import { ACTIVATION_KINDS, STAGES } from './activation.ts';
import { GuardSchema, MAX_GUARDS } from './guard.ts';

const closed = { additionalProperties: false } as const;
const Time = (description?: string) =>
  Type.String({ format: 'date-time', ...(description !== undefined && { description }) });
const orNull = <S extends Type.TSchema>(schema: S, description?: string) =>
  Type.Union([schema, Type.Null()], description === undefined ? {} : { description });
const Label = Type.String({ description: '`name@version#sha256:…`, as every decision names it.' });
const By = Type.String({ description: '`key:<id>`, `command:<account>`, `start`, or `guard`.' });
/** One line, for a person; no character that PostgreSQL or a terminal would stumble over. */
const Words = (description: string) =>
  Type.String({ maxLength: 500, pattern: '^[^\\u0000-\\u001f\\u007f]*$', description });

export const ActivationSchema = Type.Object(
  {
    id: Type.Integer({ description: 'Counts up with each activation.' }),
    practice: Label,
    name: Type.String(),
    version: Type.String(),
    hash: Type.String(),
    kind: Type.Enum([...ACTIVATION_KINDS], {
      description: '`base`: in force, or tried beside it. `overlay`: laid over it for a while.',
    }),
    stage: Type.Enum([...STAGES], {
      description:
        '`shadow`: decided beside and only reported. `share`: acts for a share of actors. `enforce`: for all.',
    }),
    share: orNull(Type.Number(), 'Per cent of actors.'),
    guards: Type.Array(GuardSchema),
    expires_at: orNull(Time()),
    reason: Type.String(),
    state: Type.Enum(['pending', 'live', 'ended'], {
      description: '`pending`: somebody else has to approve it.',
    }),
    requested_by: orNull(By),
    requested_at: Time(),
    approved_by: orNull(By),
    activated_at: orNull(Time()),
    ended_at: orNull(Time()),
    ended_by: orNull(By),
    ended_as: orNull(Type.Enum(['superseded', 'rolled_back', 'guard', 'ended', 'withdrawn', 'expired'])),
    ended_reason: orNull(Type.String()),
    guard_problem: orNull(
      Type.String(),
      'A guard was passed, but nothing could be put in its place: why. It is not tried again.',
    ),
  },
  { ...closed, $id: 'Activation' },
);
export const ActivationListSchema = Type.Object({ activations: Type.Array(ActivationSchema) }, closed);

const VERSION = {
  hash: Type.String({ description: '`sha256:…` of what it says, whatever its files look like.' }),
  name: Type.String(),
  version: Type.String(),
  practice: Label,
  uploaded_by: orNull(By),
  stored_at: Time(),
};
export const VersionListSchema = Type.Object({ practices: Type.Array(Type.Object(VERSION, closed)) }, closed);

export const MAX_FILES = 1_000;
const FilesSchema = Type.Array(
  Type.Object(
    {
      path: Type.String({
        minLength: 1,
        maxLength: 256,
        description: 'In the folder of the practice; for messages.',
      }),
      text: Type.String({ description: 'YAML.' }),
    },
    closed,
  ),
  { minItems: 1, maxItems: MAX_FILES, description: 'Every file of the practice, in any order.' },
);
export const UploadSchema = Type.Object({ files: FilesSchema }, closed);
export const UploadedSchema = Type.Object(
  {
    ...VERSION,
    is_new: Type.Boolean({ description: 'False where the same content was there already.' }),
    warnings: Type.Array(Type.String(), { description: 'What `practice check` warns of.' }),
  },
  closed,
);
export const VersionSchema = Type.Object({ ...VERSION, files: FilesSchema }, closed);

export const ActivateSchema = Type.Object(
  {
    stage: Type.Enum([...STAGES], {
      description:
        '`shadow`: decided beside, and only reported. `share`: acts for a share of actors. `enforce`: for all.',
    }),
    share: Type.Optional(
      Type.Number({
        description:
          'Per cent of actors, with `share`; always the same people, and a larger share adds some.',
      }),
    ),
    kind: Type.Optional(Type.Enum([...ACTIVATION_KINDS], { default: 'base' })),
    expires_at: Type.Optional(Time('When an overlay ends by itself.')),
    guards: Type.Optional(
      Type.Array(GuardSchema, {
        maxItems: MAX_GUARDS,
        description:
          'When one is passed, the activation ends by itself, and what was enforced before is in force.',
      }),
    ),
    reason: Type.Optional(Words('Why, for who reads the history.')),
  },
  closed,
);
export const RollbackSchema = Type.Object(
  {
    to: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 300,
        pattern: '^[^\\u0000-\\u0020\\u007f]+$',
        description: 'A version that was once enforced, by hash or `name@version`; left out: the one before.',
      }),
    ),
    reason: Type.Optional(Words('Why, for who reads the history.')),
  },
  closed,
);
export const EndSchema = Type.Object({ reason: Type.Optional(Words('Why.')) }, closed);

export const HashParams = Type.Object(
  {
    hash: Type.String({
      minLength: 1,
      maxLength: 300,
      pattern: '^[^\\u0000-\\u0020\\u007f]+$',
      description: '`sha256:…`, its first digits (eight or more), or `name@version`.',
    }),
  },
  closed,
);
export const ActivationParams = Type.Object(
  { id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: 'Of the activation.' }) },
  closed,
);

export const InForceSchema = Type.Object(
  {
    practice: Label,
    title: Type.Optional(Type.String()),
    measures: Type.Array(
      Type.Object({
        id: Type.String(),
        title: Type.String(),
        harm: Type.Optional(Type.String()),
        do: Type.Enum(ACTIONS.filter((action) => action !== 'allow')),
        mode: Type.String(),
        refs: Type.Array(Type.String()),
      }),
    ),
    candidate: orNull(
      Type.Object({ practice: Label, activation: Type.Integer(), share: Type.Number() }, closed),
      'What is tried beside it: for `share` per cent of actors it acts; 0 in shadow.',
    ),
    overlay: orNull(
      Type.Object({ practice: Label, activation: Type.Integer() }, closed),
      'What is laid over it for a while.',
    ),
  },
  closed,
);
