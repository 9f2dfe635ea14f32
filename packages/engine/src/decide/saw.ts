import type { Person } from '../event/event.ts';
import { TYPES } from '../practice/language/declarations.ts';
import type { HistoryFacts } from '../practice/language/history-facts.ts';
import type { CompiledMeasure, Plan } from '../practice/plan/plan.ts';
import { ATTRIBUTES, MODEL_VERSION } from '../signals/index.ts';
import type { Span } from './decision.ts';
import type { EventView } from './view.ts';

/** What a person who reads a decision is told a measure saw: values of the event, never what people wrote. */
type Shown = string | number | boolean | null;

const band = (person: Person | undefined): Shown => person?.age?.band ?? 'unknown';
const assurance = (person: Person | undefined): Shown => person?.age?.assurance ?? 'none';
const created = (person: Person | undefined): Shown => person?.created_at ?? null;

/** Where the paths of the text model's scores begin. */
const SCORE = 'text.score.';

/** Path that an expression reads → the fact behind it. `target.child` rests on the band. */
const FACTS: Readonly<Record<string, readonly [name: string, read: (view: EventView) => Shown]>> = {
  ...personFacts('actor', ({ given }) => given.actor),
  ...personFacts('target', ({ given }) => given.target),
  'relationship.connected': [
    'relationship.connected',
    ({ given }) => given.relationship?.connected ?? 'unknown',
  ],
  'relationship.mutual_connections': [
    'relationship.mutual_connections',
    ({ given }) => given.relationship?.mutual_connections ?? null,
  ],
  'relationship.blocked': ['relationship.blocked', ({ given }) => given.relationship?.blocked ?? null],
  'audience.kind': ['audience.kind', ({ given }) => audienceKind(given.audience)],
  'audience.size': ['audience.size', ({ given }) => audienceCount(given.audience, 'size')],
  'audience.children': ['audience.children', (view) => read(() => Number(view.audience.children))],
  'event.kind': ['event.kind', ({ given }) => given.kind],
  'event.at': ['event.at', ({ given }) => given.at],
  at: ['event.at', ({ given }) => given.at],
  ...historyFacts(),
  'contact.risk': ['contact.risk', ({ contactRisk }) => contactRisk.score],
  'contact.families': ['contact.families', (view) => Number(view.contact.families)],
  'contact.leads_away': ['contact.leads_away', (view) => view.contact.leads_away],
  'contact.reads_text': ['contact.reads_text', ({ hasText }) => hasText],
  contact: ['contact', ({ contactRisk }) => contactRisk.sentence],
  'content.unseen': ['content.unseen', ({ content }) => content.unseen.join(', ')],
  image: ['image.matches', ({ image }) => image.described],
  'image.matches': ['image.matches', ({ image }) => image.described],
  'image.quality': ['image.quality', ({ image }) => read(() => Number(image.quality))],
  'image.location': ['image.location', ({ image }) => read(() => image.location)],
  'image.nudity': ['image.nudity', ({ image }) => read(() => image.nudity)],
  'image.suggestive': ['image.suggestive', ({ image }) => read(() => image.suggestive)],
  links: ['links', ({ foundLinks }) => foundLinks.length],
  time: ['time', localTime],
  'time.hour': ['time', localTime],
  'time.minute': ['time', localTime],
  'time.weekday': ['time.weekday', ({ time }) => Number(time.weekday)],
  ...Object.fromEntries(
    ATTRIBUTES.map((attribute) => [
      `text.score.${attribute}`,
      [`text.score.${attribute}`, (view: EventView) => view.scores?.[attribute] ?? null] as const,
    ]),
  ),
};

function personFacts(
  name: 'actor' | 'target',
  person: (view: EventView) => Person | undefined,
): Record<string, readonly [string, (view: EventView) => Shown]> {
  const byBand = [`${name}.age.band`, (view: EventView) => band(person(view))] as const;
  const byCreation = [`${name}.created_at`, (view: EventView) => created(person(view))] as const;
  return {
    [`${name}.child`]: byBand,
    [`${name}.adult`]: byBand,
    [`${name}.age.known`]: byBand,
    [`${name}.age.band`]: byBand,
    [`${name}.age.assurance`]: [`${name}.age.assurance`, (view) => assurance(person(view))],
    [`${name}.created_at`]: byCreation,
    [`${name}.account_age`]: byCreation,
  };
}

function historyFacts(): Record<string, readonly [string, (view: EventView) => Shown]> {
  return Object.fromEntries(
    (Object.keys(TYPES.History.fields) as (keyof HistoryFacts)[]).map((name) => [
      `history.${name}`,
      [`history.${name}`, (view: EventView) => read(() => plain(view.history[name]))] as const,
    ]),
  );
}

function plain(value: bigint | number | boolean): Shown {
  return typeof value === 'bigint' ? Number(value) : value;
}

function audienceKind(audience: EventView['given']['audience']): Shown {
  return typeof audience === 'string' ? audience : (audience?.kind ?? 'unknown');
}

function audienceCount(audience: EventView['given']['audience'], name: 'size'): Shown {
  return typeof audience === 'object' ? (audience[name] ?? null) : null;
}

function localTime({ time }: EventView): string {
  return `${String(time.hour).padStart(2, '0')}:${String(time.minute).padStart(2, '0')}`;
}

function read(ask: () => Shown): Shown {
  try {
    return ask();
  } catch {
    return null;
  }
}

/** The facts that a measure's expressions read, by name. Content and context are left out: they are people's own. */
export function sawOf({ when, unless }: CompiledMeasure, view: EventView): Record<string, Shown> {
  const saw: Record<string, Shown> = {};
  for (const path of [...when.reads, ...(unless?.reads ?? [])]) {
    const fact = FACTS[path];
    if (fact) saw[fact[0]] = fact[1](view);
    // Another model may score otherwise: whoever recomputes the decision has to know which it was.
    if (path.startsWith(SCORE)) saw['text.model'] = MODEL_VERSION;
  }
  return saw;
}

/** Where in the original text the words and signals stand on which a measure rests, in the order of their place. */
export function spansOf(plan: Plan, { atoms, when }: CompiledMeasure, view: EventView): Span[] {
  const spans = new Map<string, Span>();
  const add = (start: number, end: number, signal: string): void => {
    spans.set(`${start}:${end}:${signal}`, { field: 'content.text', start, end, signal });
  };
  if (atoms.length > 0) {
    for (const { pattern, start, end } of view.hits)
      for (const atom of plan.text.atomsOf[pattern] ?? [])
        if (atoms.includes(atom)) add(start, end, plan.text.atoms[atom]?.label ?? '');
  }
  if (when.reads.includes('links'))
    for (const { start, end } of view.foundLinks)
      if (start !== undefined && end !== undefined) add(start, end, 'link');
  return [...spans.values()].sort(
    (a, b) => a.start - b.start || a.end - b.end || (a.signal < b.signal ? -1 : 1),
  );
}
