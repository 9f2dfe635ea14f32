import { Environment } from '@marcbachmann/cel-js';
import { Duration } from '@marcbachmann/cel-js/evaluator';
import { RE2JS } from 're2js';
import type { Attribute, Link } from '../../signals/index.ts';
import { FUNCTIONS, TYPES, type TypeDeclaration, VARIABLES } from './declarations.ts';
import {
  AgeBandTerm,
  AgeFacts,
  AssuranceTerm,
  AudienceFacts,
  AudienceKindTerm,
  ContentFacts,
  EventFacts,
  GuardianFacts,
  ImageFacts,
  KindTerm,
  PersonFacts,
  RelationshipFacts,
  type Term,
} from './facts.ts';
import { ContactFacts, HistoryFacts } from './history-facts.ts';
import { ImageMatchFacts, ImagesFacts } from './image-facts.ts';
import { LocalTime } from './local-time.ts';
import { TextFacts } from './text-facts.ts';
import { WordList } from './word-list.ts';

/** CEL lists need a class per element type; links come from the signals as plain data. */
export class LinkFacts {
  readonly url: string;
  readonly host: string;
  readonly domain: string;
  readonly shortener: boolean;
  readonly invite: boolean;
  readonly platform: string;
  constructor(link: Link) {
    this.url = link.url;
    this.host = link.host;
    this.domain = link.domain;
    this.shortener = link.shortener;
    this.invite = link.invite;
    this.platform = link.platform ?? '';
  }
}

class ServiceFacts {
  readonly features: readonly string[] = [];
}

const CONSTRUCTORS: Readonly<Record<keyof typeof TYPES, new (...args: never[]) => object>> = {
  Person: PersonFacts,
  Age: AgeFacts,
  Relationship: RelationshipFacts,
  Audience: AudienceFacts,
  Content: ContentFacts,
  Image: ImageFacts,
  Images: ImagesFacts,
  ImageMatch: ImageMatchFacts,
  Link: LinkFacts,
  Text: TextFacts,
  Event: EventFacts,
  LocalTime,
  Guardian: GuardianFacts,
  History: HistoryFacts,
  Contact: ContactFacts,
  Service: ServiceFacts,
  WordList,
};

/** Types of a closed vocabulary, compared with string literals. */
const TERMS: Readonly<Record<string, new (value: string | undefined, fact: string) => Term>> = {
  AgeBand: AgeBandTerm,
  Assurance: AssuranceTerm,
  AudienceKind: AudienceKindTerm,
  Kind: KindTerm,
};

/** What a function of the language may need besides its arguments; set before each evaluation, which is synchronous. */
export interface Moment {
  /** Milliseconds since the epoch: the event's own time. */
  at: number;
}

/**
 * The CEL environment of one practice: every declared name with its type, its own lists, RE2 for `matches`.
 * CEL's own `matches` is a JavaScript regular expression, which a hostile pattern can make exponential;
 * {@link rewrite} in `expression.ts` sends every call here instead.
 */
export function celEnvironment(
  lists: ReadonlyMap<string, WordList>,
  moment: Moment,
  scope: 'measure' | 'scope',
): Environment {
  const env = new Environment({ limits: { maxAstNodes: 2000, maxDepth: 60 } });
  for (const [name, ctor] of Object.entries(TERMS)) {
    env.registerType(name, { ctor, fields: {} });
    env.registerOperator(`${name} == string`, (term: Term, value: string) => term.equals(value));
    env.registerOperator(`${name} in list<string>`, (term: Term, values: string[]) => term.isIn(values));
  }
  for (const name of orderedTypes())
    env.registerType(name, { ctor: CONSTRUCTORS[name], fields: fieldTypes(name) });
  if (scope === 'scope') env.registerVariable('service', 'Service');
  else for (const [name, { type }] of Object.entries(VARIABLES)) env.registerVariable(name, type);
  for (const { signature } of FUNCTIONS)
    env.registerFunction(
      signature.replace(/\bmatches\(/, `${RE2_MATCHES}(`),
      implementation(signature, lists, moment),
    );
  return env;
}

/** The name behind `matches`. */
export const RE2_MATCHES = 're2_matches';

const compiledPatterns = new Map<string, RE2JS>();

function implementation(
  signature: string,
  lists: ReadonlyMap<string, WordList>,
  moment: Moment,
): (...args: never[]) => unknown {
  switch (signature) {
    case 'Text.contains(string): bool':
      return (text: TextFacts, phrase: string) => text.contains(phrase);
    case 'Text.contains(WordList): bool':
      return (text: TextFacts, list: WordList) => text.containsAny(list);
    case 'Text.matches(string): bool':
      return (text: TextFacts, pattern: string) => text.matches(pattern);
    case 'Text.has(string): bool':
      return (text: TextFacts, signal: string) => text.has(signal);
    case 'Text.score(string): double':
      return (text: TextFacts, attribute: Attribute) => text.score(attribute);
    case 'Images.known(string): bool':
      return (images: ImagesFacts, bank: string) => images.known(bank);
    case 'string.matches(string): bool':
      return (value: string, pattern: string) => matchesRe2(value, pattern);
    case 'list(string): WordList':
      return (name: string) => lists.get(name);
    case 'WordList.contains(string): bool':
      return (list: WordList, value: string) => list.has(value);
    case 'since(google.protobuf.Timestamp): google.protobuf.Duration':
      return (then: Date) => Duration.fromMilliseconds(moment.at - then.getTime());
    case 'LocalTime.between(string, string): bool':
      return (time: LocalTime, from: string, to: string) => time.between(from, to);
    case 'Guardian.approved(Person): bool':
      return (guardian: GuardianFacts) => guardian.approved();
    case 'Contact.asked(string): bool':
      return (contact: ContactFacts, family: string) => contact.asked(family);
    default:
      throw new TypeError(`no implementation for ${signature}`);
  }
}

function matchesRe2(value: string, pattern: string): boolean {
  let compiled = compiledPatterns.get(pattern);
  if (!compiled) {
    compiled = RE2JS.compile(pattern);
    compiledPatterns.set(pattern, compiled);
  }
  return compiled.matcher(value).find();
}

/** Field types must be known when a type that uses them is registered: leaves first. */
function orderedTypes(): (keyof typeof TYPES)[] {
  const names = Object.keys(TYPES) as (keyof typeof TYPES)[];
  const uses = (a: string, b: string): boolean =>
    Object.values(fieldTypes(a as keyof typeof TYPES)).some((type) => type.includes(b));
  return names.sort((a, b) => (uses(a, b) ? 1 : uses(b, a) ? -1 : 0));
}

function fieldTypes(name: keyof typeof TYPES): Record<string, string> {
  const declaration: TypeDeclaration = TYPES[name];
  return Object.fromEntries(Object.entries(declaration.fields).map(([field, { type }]) => [field, type]));
}
