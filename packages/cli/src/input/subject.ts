import { type Event, type Parsed, parseEventJson } from '@safeward/engine';

/** What signals are looked for in: an event, or a text without one. */
export type Subject =
  | { readonly kind: 'event'; readonly event: Event }
  | { readonly kind: 'text'; readonly text: string; readonly id: string | null };

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads an event, which has a `kind`, or a line with a `text` and no `kind`: whatever else stands on such a line (a
 * label, a source) is passed over, so that collections of texts can be read as they are. Its `id`, if any, names it.
 *
 * @returns the subject, or the problems with it
 */
export function parseSubject(bytes: Uint8Array): Parsed<Subject> {
  const line = parseObject(bytes);
  if (line === null || 'kind' in line) {
    const parsed = parseEventJson(bytes);
    return parsed.ok ? { ok: true, value: { kind: 'event', event: parsed.value } } : parsed;
  }
  const { text, id } = line;
  if (typeof text === 'string')
    return { ok: true, value: { kind: 'text', text, id: typeof id === 'string' ? id : null } };
  return text === undefined
    ? refuse('missing_field', '', 'has neither a “kind”, as an event has, nor a “text”')
    : refuse('wrong_type', '/text', 'is not a string');
}

/** Null for what is no object, or no JSON at all: that is told as for an event. */
function parseObject(bytes: Uint8Array): Partial<Record<'kind' | 'text' | 'id', unknown>> | null {
  try {
    const value: unknown = JSON.parse(decoder.decode(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function refuse(code: string, pointer: string, detail: string): Parsed<never> {
  return { ok: false, problems: [{ code, pointer, detail }] };
}
