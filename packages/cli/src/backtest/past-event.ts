import {
  DEFAULT_LIMITS,
  type Event,
  type Parsed,
  type PastResolution,
  parseEvent,
  parseEventJson,
  parseJson,
} from '@safeward/engine';
import type { PastDecision } from '@safeward/server';
import { type Decided, isRecord, readDecision, readResolution, refuse } from './decided.ts';

/** What is known of one event of the past. */
export interface PastEvent {
  readonly event: Event;
  /** What was decided then, where that is known. */
  readonly decided?: Decided | undefined;
  readonly resolution?: PastResolution | undefined;
}

/** A record that can be decided again. */
export type KeptDecision = PastDecision & { readonly event: string };

/** A line holds an event and, perhaps, the decision about it. */
const LINE_LIMITS = { ...DEFAULT_LIMITS, totalBytes: 2 * DEFAULT_LIMITS.totalBytes };
export const LINE_BYTES = LINE_LIMITS.totalBytes;

const FIELDS = ['event', 'decision', 'resolution'];

/** Reads one line of a file: an event, or `{"event", "decision", "resolution"}`. */
export function parsePastEvent(line: Uint8Array): Parsed<PastEvent> {
  const json = parseJson(line, LINE_LIMITS);
  if (!json.ok) return json;
  const { value } = json;
  // The field `event` of a decision is an id: a line of decisions alone is told what it lacks.
  if (!isRecord(value) || 'kind' in value || !isRecord(value.event)) {
    const parsed = parseEvent(value);
    return parsed.ok ? { ok: true, value: { event: parsed.value } } : parsed;
  }
  const unknown = Object.keys(value).find((field) => !FIELDS.includes(field));
  if (unknown !== undefined)
    return refuse('unknown_field', `/${unknown}`, `is not known beside an event; ${FIELDS.join(', ')} are`);
  const event = parseEvent(value.event);
  if (!event.ok) {
    const problems = event.problems.map((problem) => ({ ...problem, pointer: `/event${problem.pointer}` }));
    return { ok: false, problems };
  }
  const resolution = readResolution(value.resolution, '/resolution');
  if (!resolution.ok) return resolution;
  if (value.decision === undefined)
    return { ok: true, value: { event: event.value, resolution: resolution.value } };
  const decided = readDecision(value.decision, '/decision');
  if (!decided.ok) return decided;
  return {
    ok: true,
    value: { event: event.value, decided: decided.value, resolution: resolution.value },
  };
}

/** Reads a record whose event was kept; it is checked again, for it may be of an older version. */
export function readRecord({ event: text, answer, resolution }: KeptDecision): Parsed<PastEvent> {
  const event = parseEventJson(text);
  if (!event.ok) return event;
  const json = parseJson(answer, LINE_LIMITS);
  const decided = json.ok ? readDecision(json.value, '') : json;
  if (!decided.ok) return decided;
  return {
    ok: true,
    value: { event: event.value, decided: decided.value, resolution: resolution ?? undefined },
  };
}
