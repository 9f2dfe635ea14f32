import type { Event, Kind, Person } from '@safeward/engine';
import type { Random } from '@safeward/simulator';
import { everyday, type InventedText, inventText, type TextOptions } from './text.ts';

export interface EventOptions {
  readonly count: number;
  /** How often each kind comes, relative to the others. */
  readonly kinds: Readonly<Partial<Record<Kind, number>>>;
  readonly text: TextOptions;
}

export interface InventedEvent {
  readonly event: Event;
  /** How its text was made; null where the kind has none. */
  readonly written: InventedText | null;
}

/** What goes through a messenger for young people, by kind; only kinds with a text. */
export const WRITTEN_KINDS = {
  message: 70,
  group_message: 12,
  post: 7,
  live_chat: 6,
  contact_request: 3,
  profile: 2,
} as const satisfies Partial<Record<Kind, number>>;

/** The same with all else that a service asks about. */
export const ALL_KINDS = {
  ...WRITTEN_KINDS,
  edit: 2,
  search: 4,
  image: 2,
  suggestion: 3,
  group_invite: 1,
  setting_change: 1,
  signup: 1,
} as const satisfies Record<Kind, number>;

const START_MS = Date.parse('2026-03-02T07:00:00Z');
const DAY_MS = 86_400_000;
const PEOPLE = 5_000;
const BANDS = { adult: 45, '16_17': 15, '13_15': 22, under_13: 8, unknown: 10 };
const ASSURANCES = { declared: 60, estimated: 30, verified: 10 };
const RELATIONSHIPS = { connected: 70, strangers: 20, unknown: 10 };
const SETTINGS = ['who_can_message', 'profile_visibility', 'location_sharing', 'theme', 'language'];

/** Invented events of invented people, each valid, in the order of time, over some days. */
export function inventEvents(random: Random, options: EventOptions): readonly InventedEvent[] {
  const people = Array.from({ length: PEOPLE }, (_, n) => person(random, n));
  return Array.from({ length: options.count }, (_, n) => {
    const kind = random.weighted(options.kinds as Record<Kind, number>);
    const { parts, written } = partsOf(kind, random, people, options.text);
    const at = new Date(START_MS + n * 41_000).toISOString();
    return { event: { id: `event-${n}`, kind, at, actor: random.pick(people), ...parts }, written };
  });
}

type Parts = Omit<Event, 'id' | 'kind' | 'at' | 'actor'>;
interface Made {
  readonly parts: Parts;
  readonly written: InventedText | null;
}

function partsOf(kind: Kind, random: Random, people: readonly Person[], options: TextOptions): Made {
  const target = random.pick(people);
  const towards = { target, ...relationship(random) };
  switch (kind) {
    case 'message':
      return withText({ ...towards, conversation: `talk-${random.below(9_000)}` }, random, options);
    case 'contact_request':
    case 'group_invite':
      return withText(towards, random, options);
    case 'group_message':
      return withText({ audience: group(random) }, random, options);
    case 'live_chat':
      return random.chance(0.5)
        ? withText(towards, random, options)
        : withText({ audience: 'public' }, random, options);
    case 'post':
    case 'edit':
      return withText({ audience: 'public' }, random, options);
    case 'profile':
      return withText({}, random, options);
    case 'image': {
      const made = withText(towards, random, options);
      const images = [{ id: `image-${random.below(1_000_000)}` }];
      return { ...made, parts: { ...made.parts, content: { ...made.parts.content, images } } };
    }
    case 'search':
      return { parts: { content: { text: `${everyday(random)} ${everyday(random)}` } }, written: null };
    case 'suggestion':
      return { parts: towards, written: null };
    case 'setting_change':
      return { parts: { context: { setting: random.pick(SETTINGS), to: 'everyone' } }, written: null };
    case 'signup':
      return { parts: {}, written: null };
  }
}

function withText(parts: Parts, random: Random, options: TextOptions): Made {
  const written = inventText(random, options);
  return { parts: { ...parts, content: { text: written.text, language: 'en' } }, written };
}

function person(random: Random, n: number): Person {
  const band = random.weighted(BANDS);
  const days = random.chance(0.1) ? random.below(7) : 7 + random.below(2_000);
  return {
    id: `person-${n}`,
    ...(band === 'unknown' ? {} : { age: { band, assurance: random.weighted(ASSURANCES) } }),
    created_at: new Date(START_MS - days * DAY_MS).toISOString(),
  };
}

function relationship(random: Random): Pick<Event, 'relationship'> {
  const kind = random.weighted(RELATIONSHIPS);
  if (kind === 'unknown') return {};
  const connected = kind === 'connected';
  return { relationship: { connected, mutual_connections: random.below(connected ? 40 : 4) } };
}

function group(random: Random): NonNullable<Event['audience']> {
  const size = 3 + random.below(60);
  return { kind: 'group', id: `group-${random.below(2_000)}`, size, children: random.below(size) };
}
