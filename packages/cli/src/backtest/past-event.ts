import {
  canonicalHash,
  DEFAULT_LIMITS,
  type Event,
  type Parsed,
  type PastResolution,
  parseEvent,
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

/**
 * Reads a record. Where not all of its event was kept it cannot be decided again: what was left out may be just what a
 * measure looks at.
 *
 * @returns null where it cannot be decided again
 */
export function readRecord(record: PastDecision): Parsed<PastEvent | null> {
  if (record.event === null) return { ok: true, value: null };
  const json = parseJson(record.event);
  // Without its content it may not even be an event any more: a post has some.
  if (json.ok && !isWhole(json.value, record.eventHash)) return { ok: true, value: null };
  const event = json.ok ? parseEvent(json.value) : json;
  if (!event.ok) return event;
  const answer = parseJson(record.answer, LINE_LIMITS);
  const decided = answer.ok ? readDecision(answer.value, '') : answer;
  if (!decided.ok) return decided;
  return {
    ok: true,
    value: { event: event.value, decided: decided.value, resolution: record.resolution ?? undefined },
  };
}

/** Only content and context are ever left out. An event that never had any is whole without them, as its hash tells. */
function isWhole(kept: unknown, hash: string): boolean {
  if (isRecord(kept) && ('content' in kept || 'context' in kept)) return true;
  return canonicalHash(kept) === `sha256:${hash}`;
}
