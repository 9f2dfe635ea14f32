import { AGE_BANDS, ASSURANCES } from '@safeward/engine';
import Type, { type Static } from 'typebox';

const closed = { additionalProperties: false } as const;
const Id = Type.String({ minLength: 1, maxLength: 256, description: "The service's own id." });
const At = Type.String({ format: 'date-time', description: 'When it became true; RFC 3339, with a zone.' });

/** Two accounts, in either order. */
const between = <T extends 'connected' | 'disconnected'>(type: T, description: string) =>
  Type.Object(
    { type: Type.Literal(type), accounts: Type.Tuple([Id, Id]), at: At },
    { ...closed, description },
  );
const towards = <T extends 'blocked' | 'unblocked' | 'muted' | 'unmuted'>(type: T, description: string) =>
  Type.Object({ type: Type.Literal(type), by: Id, whom: Id, at: At }, { ...closed, description });

const AccountSchema = Type.Object(
  {
    type: Type.Literal('account'),
    account: Id,
    created_at: Type.Optional(At),
    age: Type.Optional(
      Type.Object(
        { band: Type.Enum([...AGE_BANDS]), assurance: Type.Optional(Type.Enum([...ASSURANCES])) },
        closed,
      ),
    ),
    at: At,
  },
  { ...closed, description: 'An account, with what is known of it.' },
);
const AgeChangedSchema = Type.Object(
  {
    type: Type.Literal('age_changed'),
    account: Id,
    age: Type.Object(
      { band: Type.Enum([...AGE_BANDS]), assurance: Type.Optional(Type.Enum([...ASSURANCES])) },
      closed,
    ),
    at: At,
  },
  { ...closed, description: 'What is known of its age, from then on.' },
);
const DeletedSchema = Type.Object(
  { type: Type.Literal('deleted'), account: Id, at: At },
  { ...closed, description: 'The account is gone; what was known of it is forgotten.' },
);

/** One shape each, so that what is wrong with a fact can be said about its own fields. */
export const FACT_SCHEMAS = {
  connected: between('connected', 'Both agreed to be connected.'),
  disconnected: between('disconnected', 'They no longer are.'),
  blocked: towards('blocked', 'One has blocked the other.'),
  unblocked: towards('unblocked', 'And has taken it back.'),
  muted: towards('muted', 'One does not want to hear from the other.'),
  unmuted: towards('unmuted', 'And has taken it back.'),
  account: AccountSchema,
  age_changed: AgeChangedSchema,
  deleted: DeletedSchema,
} as const;
export type FactType = keyof typeof FACT_SCHEMAS;
export const FACT_TYPES = Object.keys(FACT_SCHEMAS) as FactType[];

const { connected, disconnected, blocked, unblocked, muted, unmuted, account, age_changed, deleted } =
  FACT_SCHEMAS;
export const FactSchema = Type.Union(
  [connected, disconnected, blocked, unblocked, muted, unmuted, account, age_changed, deleted],
  { $id: 'Fact' },
);
export type Fact = Static<typeof FactSchema>;

export function isFactType(word: unknown): word is FactType {
  return typeof word === 'string' && Object.hasOwn(FACT_SCHEMAS, word);
}
