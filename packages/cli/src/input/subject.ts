import { type Event, type Parsed, parseEventJson } from '@safeward/engine';

/** What signals are looked for in: an event, or a text without one. */
export type Subject =
  | { readonly kind: 'event'; readonly event: Event }
  | { readonly kind: 'text'; readonly text: string; readonly id: string | null };

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads an event, or a line with a `text` and no `kind`: whatever else stands on such a line (a label, a source) is
 * passed over, so that collections of texts can be read as they are. Its `id`, if any, names it.
 *
 * @returns the subject, or the problems with it as an event
 */
export function parseSubject(bytes: Uint8Array): Parsed<Subject> {
  const text = parseTextLine(bytes);
  if (text !== null) return { ok: true, value: text };
  const parsed = parseEventJson(bytes);
  return parsed.ok ? { ok: true, value: { kind: 'event', event: parsed.value } } : parsed;
}

function parseTextLine(bytes: Uint8Array): Subject | null {
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(bytes));
  } catch {
    // What is no JSON is no event either, and is told better as one.
    return null;
  }
  if (typeof value !== 'object' || value === null || !('text' in value) || 'kind' in value) return null;
  if (typeof value.text !== 'string') return null;
  const id = 'id' in value && typeof value.id === 'string' ? value.id : null;
  return { kind: 'text', text: value.text, id };
}
