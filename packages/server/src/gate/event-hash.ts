import { hash } from 'node:crypto';
import type { Event } from '@safeward/engine';
import canonicalize from 'canonicalize';

/**
 * SHA-256 of an event's canonical JSON (RFC 8785), in hex: tells whether an event that comes again is the same one.
 * The engine's `canonicalHash` without its prefix, in a way that costs less, for it is asked of every event.
 */
export function eventHash(event: Event): string {
  const sorted = inOrder(event);
  return hash('sha256', sorted === DISORDERED ? (canonicalize(event) ?? '') : JSON.stringify(sorted));
}

const DISORDERED = Symbol('disordered');

/**
 * The same value with the names of every object in the order of RFC 8785, in which JSON.stringify then writes them;
 * the rest of the form is JavaScript's own. JavaScript puts names that are whole numbers before all others, and takes
 * one for the prototype: what has such a name cannot be put in order like this.
 */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map(inOrder);
    return items.includes(DISORDERED) ? DISORDERED : items;
  }
  const sorted: Record<string, unknown> = {};
  for (const name of Object.keys(value).sort()) {
    if (SPECIAL.test(name)) return DISORDERED;
    const member = inOrder((value as Record<string, unknown>)[name]);
    if (member === DISORDERED) return DISORDERED;
    sorted[name] = member;
  }
  return sorted;
}

const SPECIAL = /^\d|^__proto__$/;
