import {
  DEFAULT_LIMITS,
  EventSchema,
  KINDS,
  type Kind,
  type Limits,
  parseEvent,
  parseEventJson,
} from '@safeward/engine';
import { code, table } from './markdown.ts';
import { fieldsOf, fieldTable, plainSchema } from './schema.ts';

/** The parts of `docs/event.md` that come from the code. */
export const EVENT_PARTS: Readonly<Record<string, () => string>> = {
  fields: () => fieldTable(fieldsOf(plainSchema(EventSchema))),
  needs: needsTable,
  limits: limitsTable,
  refusals: refusalsTable,
};

const PARTS = {
  target: { id: 'u2' },
  content: { text: 'hello' },
  audience: 'group',
} as const;

/** Found by asking: an event of each kind with one part alone. */
function needsTable(): string {
  const bare = (kind: Kind) => ({ id: 'e1', kind, at: '2026-11-24T10:00:00Z', actor: { id: 'u1' } });
  return table(
    ['kind', 'needs, besides `id`, `kind`, `at` and `actor.id`'],
    KINDS.map((kind) => {
      if (parseEvent(bare(kind)).ok) return [code(kind), 'nothing more'];
      const enough = Object.entries(PARTS).filter(
        ([name, part]) => parseEvent({ ...bare(kind), [name]: part }).ok,
      );
      return [code(kind), enough.map(([name]) => code(name)).join(' or ')];
    }),
  );
}

const LIMITS: Readonly<Record<keyof Limits, string>> = {
  totalBytes: 'bytes of JSON, the whole event',
  textBytes: 'bytes of UTF-8 in `content.text`',
  contextBytes: 'bytes of JSON in `context`',
  idLength: 'characters of any id',
  images: '`content.images`',
  links: '`content.links`',
  linkLength: 'characters of one link, or of the address of an image',
  members: '`audience.members`',
  depth: 'levels of objects and lists inside each other',
};

function limitsTable(): string {
  const names = Object.keys(LIMITS) as (keyof Limits)[];
  return table(
    ['at most', 'of'],
    names.map((name) => [DEFAULT_LIMITS[name].toLocaleString('en-GB'), LIMITS[name]]),
  );
}

const GOOD = {
  id: 'e1',
  kind: 'message',
  at: '2026-11-24T10:00:00Z',
  actor: { id: 'u1' },
  target: { id: 'u2' },
} as const;

/** One event for each way in which events are refused: what the table shows is what the engine says of it. */
export const REFUSED: readonly (readonly [what: string, event: unknown])[] = [
  ['no JSON', '{"id": '],
  ['bytes that are not UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
  ['a field that is not known', { ...GOOD, sender: 'u1' }],
  ['a field that is missing', { ...GOOD, actor: {} }],
  ['a part that this kind needs', { ...GOOD, kind: 'post' }],
  ['a word that is not on the list', { ...GOOD, kind: 'mesage' }],
  ['a number where text belongs', { ...GOOD, id: 1 }],
  ['an empty id', { ...GOOD, id: '' }],
  ['a time without a zone', { ...GOOD, at: '2026-11-24T10:00:00' }],
  ['a time that no calendar has', { ...GOOD, at: '2026-11-31T10:00:00Z' }],
  ['a negative count', { ...GOOD, relationship: { mutual_connections: -1 } }],
  ['bytes of an image that are no Base64', { ...GOOD, content: { images: [{ bytes: 'a-b' }] } }],
  ['too long a text', { ...GOOD, content: { text: 'a'.repeat(DEFAULT_LIMITS.textBytes + 1) } }],
  [
    'too many links',
    { ...GOOD, content: { links: Array.from({ length: 101 }, () => 'https://example.com') } },
  ],
  ['too large a context', { ...GOOD, context: { notes: 'a'.repeat(DEFAULT_LIMITS.contextBytes) } }],
  ['too deep a context', { ...GOOD, context: nested(DEFAULT_LIMITS.depth + 1) }],
  ['half of an emoji', { ...GOOD, content: { text: '\ud83d' } }],
  ['a NUL character', { ...GOOD, content: { text: 'a\0b' } }],
  [
    'a number that is too large for JSON readers',
    `${JSON.stringify(GOOD).slice(0, -1)},"context":{"n":1e999}}`,
  ],
  [
    'a name that would reach into the program',
    `${JSON.stringify(GOOD).slice(0, -1)},"context":{"__proto__":1}}`,
  ],
];

function nested(levels: number): unknown {
  return levels === 0 ? 1 : { inner: nested(levels - 1) };
}

/** What the engine says of an event given as JSON text, as bytes or as a value. */
export function problemsOf(event: unknown) {
  const parsed =
    typeof event === 'string' || event instanceof Uint8Array ? parseEventJson(event) : parseEvent(event);
  return parsed.ok ? [] : parsed.problems;
}

function refusalsTable(): string {
  return table(
    ['code', 'for example', '`pointer`', '`detail`'],
    REFUSED.map(([what, event]) => {
      const [first] = problemsOf(event);
      if (first === undefined) throw new Error(`an event with ${what} is not refused`);
      const pointer = first.pointer.length > 40 ? `${first.pointer.slice(0, 20)}…` : first.pointer;
      return [code(first.code), what, pointer === '' ? 'empty' : code(pointer), first.detail];
    }).toSorted(([a = ''], [b = '']) => (a < b ? -1 : a > b ? 1 : 0)),
  );
}
