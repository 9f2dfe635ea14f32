import { Duration } from '@marcbachmann/cel-js/evaluator';
import type { Event, Person, Relationship } from '../../event/event.ts';
import { unseenIn } from '../../event/unseen.ts';
import { audienceKind } from '../../signals/index.ts';
import type { Settings } from '../practice.ts';
import { type Tri, unknownFact } from '../unknown.ts';
import type { VARIABLES } from './declarations.ts';

/** What an expression is evaluated against: a value for every declared variable. */
export type Facts = { readonly [name in keyof typeof VARIABLES]: unknown };

/**
 * The event as expressions see it. Every accessor either returns a known value or throws its
 * {@link unknownFact}; nothing is computed before it is asked for. The methods called `told` answer the same questions
 * without throwing, for those who need no reason (`direct.ts`).
 */

const CHILD_BANDS: ReadonlySet<string> = new Set(['under_13', '13_15', '16_17']);

/** A value of a closed vocabulary, or unknown. Compared by overloads of `==`, `!=` and `in`. */
export class Term {
  readonly value: string | undefined;
  readonly fact: string;
  constructor(value: string | undefined, fact: string) {
    this.value = value;
    this.fact = fact;
  }

  /** Whether it is one of these. */
  told(others: readonly string[]): Tri {
    if (this.value !== undefined) return others.includes(this.value);
    // Asking whether it is unknown is the one question an unknown term can answer.
    return others.includes('unknown') ? true : 'unknown';
  }

  equals(other: string): boolean {
    return this.isIn([other]);
  }

  isIn(others: readonly string[]): boolean {
    return orThrow(this.told(others), this.fact);
  }
}
function orThrow(told: Tri, fact: string): boolean {
  if (told === 'unknown') throw unknownFact(fact);
  return told;
}

export class AgeBandTerm extends Term {}
export class AssuranceTerm extends Term {}
export class AudienceKindTerm extends Term {}
export class KindTerm extends Term {}

export class AgeFacts {
  readonly #person: Person | undefined;
  readonly #path: string;
  constructor(person: Person | undefined, path: string) {
    this.#person = person;
    this.#path = path;
  }

  get known(): boolean {
    return knownBand(this.#person) !== undefined;
  }
  get band(): AgeBandTerm {
    return new AgeBandTerm(knownBand(this.#person), `${this.#path}.age.band`);
  }
  get assurance(): AssuranceTerm {
    if (this.#person === undefined) throw unknownFact(this.#path);
    return new AssuranceTerm(this.#person.age?.assurance ?? 'none', `${this.#path}.age.assurance`);
  }
}

export class PersonFacts {
  readonly #person: Person | undefined;
  readonly #path: 'actor' | 'target';
  readonly #at: number;
  readonly #unknownAge: Settings['unknown_age'];
  constructor(person: Person | undefined, path: 'actor' | 'target', at: number, settings: Settings) {
    this.#person = person;
    this.#path = path;
    this.#at = at;
    this.#unknownAge = settings.unknown_age;
  }

  get id(): string {
    return this.#there.id;
  }
  get child(): boolean {
    return this.#orThrow(this.told('child'));
  }
  get adult(): boolean {
    return this.#orThrow(this.told('adult'));
  }
  get age(): AgeFacts {
    return new AgeFacts(this.#there, this.#path);
  }
  /** Negative where the clocks of the service disagree. */
  get account_age(): Duration {
    return Duration.fromMilliseconds(this.#at - this.#createdAt);
  }
  get created_at(): Date {
    return new Date(this.#createdAt);
  }

  told(name: 'child' | 'adult'): Tri {
    if (this.#person === undefined) return 'unknown';
    const band = knownBand(this.#person);
    if (band === undefined) return this.#unknownAge === 'unknown' ? 'unknown' : this.#unknownAge === name;
    return name === 'child' ? CHILD_BANDS.has(band) : band === 'adult';
  }
  /** As `age.known`. */
  toldAge(): Tri {
    return this.#person === undefined ? 'unknown' : knownBand(this.#person) !== undefined;
  }
  /** As `age.band` and `age.assurance`; `null` where nobody is there. */
  term(name: 'band' | 'assurance'): Term | null {
    return this.#person === undefined ? null : this.age[name];
  }
  /** As `account_age`. */
  get accountMilliseconds(): number | undefined {
    const created = this.#person?.created_at;
    return created === undefined ? undefined : this.#at - Date.parse(created);
  }

  get #createdAt(): number {
    const created = this.#there.created_at;
    if (created === undefined) throw unknownFact(`${this.#path}.created_at`);
    return Date.parse(created);
  }

  #orThrow(told: Tri): boolean {
    return orThrow(told, this.#person === undefined ? this.#path : `${this.#path}.age.band`);
  }

  /** Nobody there is not the same as somebody of unknown age: the setting speaks only of the latter. */
  get #there(): Person {
    if (this.#person === undefined) throw unknownFact(this.#path);
    return this.#person;
  }
}

export class RelationshipFacts {
  readonly #given: Relationship | undefined;
  readonly #hasTarget: boolean;
  readonly #unknownConnection: Settings['unknown_connection'];
  constructor(event: Event, settings: Settings) {
    this.#given = event.relationship;
    this.#hasTarget = event.target !== undefined;
    this.#unknownConnection = settings.unknown_connection;
  }

  get connected(): boolean {
    return orThrow(this.told('connected'), 'relationship.connected');
  }
  get mutual_connections(): bigint {
    const count = this.#given?.mutual_connections;
    if (count === undefined) throw unknownFact('relationship.mutual_connections');
    return BigInt(count);
  }
  get blocked(): boolean {
    return orThrow(this.told('blocked'), 'relationship.blocked');
  }

  told(name: 'connected' | 'blocked'): Tri {
    const given = this.#given?.[name];
    if (given !== undefined) return given;
    if (name === 'blocked' || !this.#hasTarget || this.#unknownConnection === 'unknown') return 'unknown';
    return false;
  }
}

export class AudienceFacts {
  readonly #event: Event;
  constructor(event: Event) {
    this.#event = event;
  }

  get kind(): AudienceKindTerm {
    return new AudienceKindTerm(audienceKind(this.#event), 'audience.kind');
  }
  get id(): string {
    return this.#detail('id');
  }
  get size(): bigint {
    return BigInt(this.#detail('size'));
  }
  /** Counted from the members where the service listed them but gave no number. */
  get children(): bigint {
    const audience = this.#event.audience;
    if (typeof audience === 'object' && audience.children === undefined && audience.members !== undefined)
      return BigInt(audience.members.filter((m) => CHILD_BANDS.has(m.age?.band ?? '')).length);
    return BigInt(this.#detail('children'));
  }

  #detail<K extends 'id' | 'size' | 'children'>(
    name: K,
  ): NonNullable<Exclude<NonNullable<Event['audience']>, string>[K]> {
    const audience = this.#event.audience;
    const value = typeof audience === 'object' ? audience[name] : undefined;
    if (value === undefined) throw unknownFact(`audience.${name}`);
    return value as NonNullable<Exclude<NonNullable<Event['audience']>, string>[K]>;
  }
}

export class ImageFacts {
  readonly id: string;
  readonly url: string;
  constructor(image: { id?: string | undefined; url?: string | undefined }) {
    this.id = image.id ?? '';
    this.url = image.url ?? '';
  }
}

export class ContentFacts {
  readonly #event: Event;
  constructor(event: Event) {
    this.#event = event;
  }

  get text(): string {
    return this.#need('text');
  }
  get language(): string {
    return this.#need('language');
  }
  get images(): readonly ImageFacts[] {
    if (this.#event.content === undefined) throw unknownFact('content.images');
    return (this.#event.content.images ?? []).map((image) => new ImageFacts(image));
  }
  get links(): readonly string[] {
    if (this.#event.content === undefined) throw unknownFact('content.links');
    return this.#event.content.links ?? [];
  }
  get unseen(): readonly string[] {
    if (this.#event.content === undefined) throw unknownFact('content.unseen');
    return unseenIn(this.#event.content).map(({ why }) => why);
  }

  #need(name: 'text' | 'language'): string {
    const value = this.#event.content?.[name];
    if (value === undefined) throw unknownFact(`content.${name}`);
    return value;
  }
}

export class EventFacts {
  readonly #event: Event;
  constructor(event: Event) {
    this.#event = event;
  }
  get kind(): KindTerm {
    return new KindTerm(this.#event.kind, 'event.kind');
  }
  get at(): Date {
    return new Date(this.#event.at);
  }
  get conversation(): string {
    if (this.#event.conversation === undefined) throw unknownFact('event.conversation');
    return this.#event.conversation;
  }
}

/** Declared, and unknown until families are linked. */
export class GuardianFacts {
  approved(): boolean {
    throw unknownFact('guardian.approved');
  }
}

function knownBand(person: Person | undefined): string | undefined {
  const band = person?.age?.band;
  return band === 'unknown' ? undefined : band;
}
