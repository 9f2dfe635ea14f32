import { ACTIONS, LIMITS, RELEASERS } from '../decide/decision.ts';
import { KINDS } from '../event/vocabulary.ts';
import { ATTRIBUTES, TEXT_SIGNALS } from '../signals/index.ts';
import { EFFECTS } from './check/fields.ts';
import { FUNCTIONS, type FunctionDeclaration, TYPES, VARIABLES } from './language/declarations.ts';

/** Everything an author of a practice may write, as data: the reference in the documentation is made from it. */
export interface LanguageReference {
  readonly variables: readonly NamedReference[];
  readonly types: readonly TypeReference[];
  readonly functions: readonly FunctionDeclaration[];
  readonly signals: readonly SignalReference[];
  /** What `text.score` may be asked for. */
  readonly attributes: readonly string[];
  /** Effect → what stands behind the colon. */
  readonly effects: Readonly<Record<string, string>>;
  readonly kinds: readonly string[];
  readonly actions: readonly string[];
  readonly limits: readonly string[];
  readonly releasers: readonly string[];
}

export interface NamedReference {
  readonly name: string;
  readonly type: string;
  readonly doc: string;
  readonly values?: readonly string[];
  /** Declared, and always unknown today. */
  readonly planned?: true;
}

export interface TypeReference {
  readonly name: string;
  readonly doc: string;
  readonly fields: readonly NamedReference[];
}

export interface SignalReference {
  readonly name: string;
  readonly family: string;
  readonly title: string;
  readonly description: string;
  readonly cost: string;
}

export function describeLanguage(): LanguageReference {
  return {
    variables: Object.entries(VARIABLES).map(([name, { type, doc }]) => ({
      name,
      type: shortType(type),
      doc,
    })),
    types: Object.entries(TYPES).map(([name, { doc, fields }]) => ({
      name,
      doc,
      fields: Object.entries(fields).map(([field, declared]) => ({
        name: field,
        ...declared,
        type: shortType(declared.type),
      })),
    })),
    functions: FUNCTIONS.map((declared) => ({ ...declared, signature: shortType(declared.signature) })),
    signals: TEXT_SIGNALS.map(({ name, family, title, description, cost }) => {
      return { name, family, title, description, cost };
    }),
    attributes: ATTRIBUTES,
    effects: EFFECTS,
    kinds: KINDS,
    actions: ACTIONS,
    limits: LIMITS,
    releasers: RELEASERS,
  };
}

function shortType(type: string): string {
  return type.replaceAll('google.protobuf.', '');
}
