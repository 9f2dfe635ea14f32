import { canonicalHash, type Event, EventSchema, parseEvent } from '@safeward/engine';
import fc from 'fast-check';
import type { TSchema } from 'typebox';
import { describe, expect, it } from 'vitest';
import { someEvent } from '../test-kit/index.ts';
import { eventHash } from './event-hash.ts';

/** Any value that a schema allows, as far as its names go, in any order of names: whatever is in the schema is tried. */
function anyOfSchema(schema: TSchema): fc.Arbitrary<unknown> {
  const {
    properties,
    required,
    items,
    anyOf,
    enum: allowed,
    type,
    format,
  } = schema as {
    properties?: Record<string, TSchema>;
    required?: string[];
    items?: TSchema;
    anyOf?: TSchema[];
    enum?: unknown[];
    type?: string;
    format?: string;
  };
  if (anyOf) return fc.oneof(...anyOf.map(anyOfSchema));
  if (allowed) return fc.constantFrom(...allowed);
  if (items) return fc.array(anyOfSchema(items), { maxLength: 3 });
  if (properties) {
    const members = Object.fromEntries(
      Object.entries(properties).map(([name, inner]) => [name, anyOfSchema(inner)]),
    );
    const requiredKeys = (required ?? []) as never[];
    return fc
      .tuple(fc.record(members, { requiredKeys }), fc.infiniteStream(fc.nat()))
      .map(([value, stream]) => {
        const places = stream[Symbol.iterator]();
        const shuffled = Object.entries(value).map((entry) => [places.next().value ?? 0, entry] as const);
        return Object.fromEntries(shuffled.sort(([a], [b]) => a - b).map(([, entry]) => entry));
      });
  }
  if (format === 'date-time') return fc.constant('2026-11-24T10:00:00Z');
  switch (type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.nat();
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'string':
      return fc.string({ unit: 'binary', minLength: 1, maxLength: 10 });
    default:
      return fc.dictionary(name, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 });
  }
}

/** Whole numbers among the names: JavaScript gives them another order than RFC 8785. */
const name = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.integer().map(String),
  fc.constantFrom('a10', 'a9', '01', ''),
);

describe('the hash of an event', () => {
  it('is the one that the engine has, whatever an event may hold', () => {
    fc.assert(
      fc.property(anyOfSchema(EventSchema), (event) => {
        expect(`sha256:${eventHash(event as Event)}`).toBe(canonicalHash(event));
      }),
      { numRuns: 1_000 },
    );
  });

  it('differs where anything differs', () => {
    const event: Event = {
      ...someEvent(),
      audience: { kind: 'group', members: [{ id: 'm1' }, { id: 'm2', age: { band: 'adult' } }] },
      content: { text: 'a', images: [{ id: 'i', url: 'https://a.example/' }], links: ['https://b.example/'] },
    };
    const changes: readonly Partial<Event>[] = [
      {},
      { id: 'other' },
      { kind: 'post' },
      { actor: { id: 'u1' } },
      { audience: { kind: 'group', members: [{ id: 'm2', age: { band: 'adult' } }, { id: 'm1' }] } },
      { audience: { kind: 'group', members: [{ id: 'm1' }, { id: 'm2', age: { band: '16_17' } }] } },
      { audience: 'group' },
      { content: { ...event.content, links: [] } },
      { content: { ...event.content, images: [{ id: 'i' }] } },
      { context: {} },
      { context: { a: null } },
    ];
    const events = changes.map((change) => ({ ...event, ...change }));
    for (const one of events) expect(parseEvent(one).ok).toBe(true);
    expect(new Set(events.map(eventHash)).size).toBe(events.length);
  });

  it('does not change, or every event that was ever decided would be another one', () => {
    const event: Event = {
      id: 'e1',
      kind: 'message',
      at: '2026-11-24T10:00:00Z',
      actor: { id: 'ü' },
      content: { text: '€\n"😀"' },
    };
    expect(eventHash(event)).toBe('9bd1e1c864b8e29ee4b7fd98efe3938edd2482a82c034b84c86b0af684ed2c4d');
    expect(eventHash({ ...event, context: { b: [1e21, 0.1, -0], a: null } })).toBe(
      'b3ce668aa631423e099374d014176dd852efd25847f1ba2358d19e5d38a29036',
    );
  });
});
