import { hash } from 'node:crypto';
import { type Event, EventSchema } from '@safeward/engine';
import canonicalize from 'canonicalize';
import type { TSchema } from 'typebox';

/**
 * SHA-256 of an event's canonical JSON (RFC 8785), in hex: tells whether an event that comes again is the same one.
 * The engine's `canonicalHash` without its prefix, in a way that costs less, for it is asked of every event.
 */
export function eventHash(event: Event): string {
  const text = hasFreeNames(event) ? canonicalize(event) : JSON.stringify(inOrder(event));
  return hash('sha256', text ?? '');
}

/** Only here the service chooses the names, and they may be any; everywhere else the schema says which there are. */
function hasFreeNames({ context }: Event): boolean {
  return context !== undefined;
}

/** Puts the names of a value and of all in it into an order. */
type Order = (value: unknown) => unknown;

/**
 * The order of RFC 8785, in which JSON.stringify then writes the names; the rest of the form is JavaScript's own. The
 * names come from the schema, so nothing has to be sorted for an event.
 */
const inOrder = orderOf(EventSchema);

interface SchemaParts {
  readonly properties?: Readonly<Record<string, TSchema>>;
  readonly items?: TSchema;
  readonly anyOf?: readonly TSchema[];
}

function orderOf(schema: TSchema): Order {
  const { properties, items, anyOf } = schema as SchemaParts;
  if (anyOf) return orderOfOne(anyOf);
  if (items) {
    const item = orderOf(items);
    return (list) => (list as readonly unknown[]).map((one) => (isInner(one) ? item(one) : one));
  }
  const names = Object.keys(properties ?? {}).sort();
  const members = names.map((name) => [name, orderOf(properties?.[name] ?? {})] as const);
  return (value) => {
    const given = value as Readonly<Record<string, unknown>>;
    const ordered: Record<string, unknown> = {};
    for (const [name, order] of members) {
      const member = given[name];
      if (member !== undefined) ordered[name] = isInner(member) ? order(member) : member;
    }
    return ordered;
  };
}

/** Of several shapes at most one is no plain value, so it needs no telling apart. */
function orderOfOne(shapes: readonly TSchema[]): Order {
  const inner = shapes.filter((shape) => 'properties' in shape || 'items' in shape);
  const [only, ...others] = inner.map(orderOf);
  if (only === undefined || others.length > 0) throw new Error('the shapes of a field cannot be told apart');
  return only;
}

function isInner(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
