import type { Event } from '../event/event.ts';
import {
  type ContactRisk,
  contactRisk,
  type FamilyCode,
  type History,
  leadsAway,
  riskInput,
  seeFamilies,
  weighsContact,
} from '../history/index.ts';
import { LinkFacts } from '../practice/language/environment.ts';
import {
  AudienceFacts,
  ContentFacts,
  EventFacts,
  type Facts,
  GuardianFacts,
  PersonFacts,
  RelationshipFacts,
} from '../practice/language/facts.ts';
import { ContactFacts, HistoryFacts } from '../practice/language/history-facts.ts';
import { ImagesFacts } from '../practice/language/image-facts.ts';
import { LocalTime } from '../practice/language/local-time.ts';
import { TextFacts, type TextFindings } from '../practice/language/text-facts.ts';
import { atomKey, type TextAtom } from '../practice/plan/atoms.ts';
import type { Plan } from '../practice/plan/plan.ts';
import {
  findLinks,
  type Hit,
  type Link,
  type NormalizedText,
  normalize,
  scoreText,
  type TextScores,
} from '../signals/index.ts';

const NO_HITS: readonly Hit[] = [];
const GUARDIAN = new GuardianFacts();
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * One event as expressions see it under one plan. Every variable is made when it is first read, and kept: a
 * decision that asks for no links finds none, and the text is read at most once.
 */
export class EventView implements Facts {
  /** As it was given. */
  readonly given: Event;
  /** What was known before it; null where nothing is. */
  readonly past: History | null;
  readonly #plan: Plan;
  readonly #at: number;
  #normalized: NormalizedText | undefined;
  #hits: readonly Hit[] | undefined;
  #scores: TextScores | null | undefined;
  #links: readonly Link[] | undefined;
  #actor: PersonFacts | undefined;
  #target: PersonFacts | undefined;
  #relationship: RelationshipFacts | undefined;
  #images: ImagesFacts | undefined;
  #text: TextFacts | undefined;
  #linkFacts: readonly LinkFacts[] | undefined;
  #families: readonly FamilyCode[] | undefined;
  #risk: ContactRisk | undefined;

  constructor(plan: Plan, event: Event, past: History | null) {
    this.given = event;
    this.past = past;
    this.#plan = plan;
    this.#at = Date.parse(event.at);
    plan.scratch.answers.fill(0);
    plan.scratch.found.fill(0);
    plan.scratch.candidate.fill(0);
    plan.moment.at = this.#at;
  }

  /** Milliseconds since 1970. */
  get milliseconds(): number {
    return this.#at;
  }

  get hasText(): boolean {
    return this.given.content?.text !== undefined;
  }

  /** What the one pass over the text found; the pass is made at the first question. */
  get hits(): readonly Hit[] {
    this.#hits ??= this.#scan();
    return this.#hits;
  }

  /** What the text model makes of the text, when a measure first asks; `null` where it does not know. */
  get scores(): TextScores | null {
    if (this.#scores === undefined) {
      const text = this.#normal();
      this.#scores = text === undefined ? null : scoreText(text, this.given.content?.language);
    }
    return this.#scores;
  }

  get foundLinks(): readonly Link[] {
    this.#links ??= findLinks(this.#normal(), this.given.content?.links ?? []);
    return this.#links;
  }

  get actor(): PersonFacts {
    this.#actor ??= new PersonFacts(this.given.actor, 'actor', this.#at, this.#plan.practice.settings);
    return this.#actor;
  }
  get target(): PersonFacts {
    this.#target ??= new PersonFacts(this.given.target, 'target', this.#at, this.#plan.practice.settings);
    return this.#target;
  }
  get relationship(): RelationshipFacts {
    this.#relationship ??= new RelationshipFacts(this.given, this.#plan.practice.settings);
    return this.#relationship;
  }
  get audience(): AudienceFacts {
    return new AudienceFacts(this.given);
  }
  get content(): ContentFacts {
    return new ContentFacts(this.given);
  }
  get image(): ImagesFacts {
    this.#images ??= new ImagesFacts(this.given.content);
    return this.#images;
  }
  get text(): TextFacts {
    this.#text ??= new TextFacts(this.hasText ? this.#findings() : undefined);
    return this.#text;
  }
  get links(): readonly LinkFacts[] {
    this.#linkFacts ??= this.foundLinks.map((link) => new LinkFacts(link));
    return this.#linkFacts;
  }
  get at(): Date {
    return new Date(this.#at);
  }
  get time(): LocalTime {
    return new LocalTime(this.#at, this.#plan.practice.settings.zone);
  }
  get event(): EventFacts {
    return new EventFacts(this.given);
  }
  get context(): Readonly<Record<string, unknown>> {
    return this.given.context ?? {};
  }
  get guardian(): GuardianFacts {
    return GUARDIAN;
  }
  get history(): HistoryFacts {
    const { zone } = this.#plan.practice.settings;
    const midnight = Math.floor(this.#at / DAY_MS) * DAY_MS;
    return new HistoryFacts(this.past, (utc) => Number(new LocalTime(midnight + utc * HOUR_MS, zone).hour));
  }
  get contact(): ContactFacts {
    return new ContactFacts(
      () => this.contactRisk,
      () => new Set([...this.families, ...Object.keys(this.past?.asked ?? {})]),
      () => leadsAway(this.families),
      this.hasText,
    );
  }

  /** Families of asking that the event's own text shows; read at the first question. */
  get families(): readonly FamilyCode[] {
    if (this.#families === undefined) {
      const text = this.#normal();
      this.#families = text === undefined ? [] : seeFamilies(text);
    }
    return this.#families;
  }

  /** How the contact of the event's two people looks. Only where there is something to weigh is its text read. */
  get contactRisk(): ContactRisk {
    this.#risk ??= contactRisk(
      weighsContact(this.given)
        ? riskInput(this.given, this.past, this.families, Number(this.time.hour))
        : null,
    );
    return this.#risk;
  }

  #normal(): NormalizedText | undefined {
    const text = this.given.content?.text;
    if (text === undefined) return undefined;
    this.#normalized ??= normalize(text);
    return this.#normalized;
  }

  #scan(): readonly Hit[] {
    const text = this.#normal();
    const { atoms, scanner, atomsOf } = this.#plan.text;
    if (text === undefined || atoms.length === 0) return NO_HITS;
    const hits = scanner.scan(text);
    const { found } = this.#plan.scratch;
    for (const { pattern } of hits) for (const atom of atomsOf[pattern] ?? []) found[atom] = 1;
    return hits;
  }

  #findings(): TextFindings {
    const { numbers } = this.#plan.text;
    const ask = (kind: TextAtom['kind'], value: string): boolean => {
      // Reading `hits` makes the pass over the text, which fills `found`.
      if (this.hits.length === 0) return false;
      const number = numbers.get(atomKey(kind, value));
      return number !== undefined && this.#plan.scratch.found[number] === 1;
    };
    return {
      phrase: (phrase) => ask('phrase', phrase),
      list: (name) => ask('list', name),
      pattern: (source) => ask('regex', source),
      signal: (name) => ask('signal', name),
      score: (attribute) => this.scores?.[attribute] ?? null,
    };
  }
}
