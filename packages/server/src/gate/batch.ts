import { DEFAULT_LIMITS, type Parsed, type Problem } from '@safeward/engine';
import { type Arrived, arriveValue } from './images/arrived.ts';
import { nestsTooDeep } from './nesting.ts';

export const MAX_BATCH = 100;
/** Bytes of a whole batch. One event in it may have no more than one that comes alone. */
export const BATCH_BODY_LIMIT = 8 * 1024 * 1024;

/** The items of a batch in their order, each an event or what is wrong with it. */
export type BatchItems = readonly Parsed<Arrived>[];

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Where the batch itself cannot be read nothing is decided; one bad event does not spoil the others. */
export function parseBatch(
  body: Uint8Array,
):
  | { readonly ok: true; readonly items: BatchItems }
  | { readonly ok: false; readonly malformed: boolean; readonly problems: readonly Problem[] } {
  if (nestsTooDeep(body)) return refuse(false, 'too_deep', '', 'nests too deep');
  let batch: unknown;
  try {
    batch = JSON.parse(decoder.decode(body));
  } catch (error) {
    // V8's message quotes the input, which may be somebody's words.
    const utf8 = !(error instanceof SyntaxError);
    return refuse(
      true,
      utf8 ? 'invalid_utf8' : 'malformed_json',
      '',
      utf8 ? 'is not valid UTF-8' : 'is not valid JSON',
    );
  }
  if (typeof batch !== 'object' || batch === null || Array.isArray(batch))
    return refuse(false, 'wrong_type', '', 'must be an object with “events”');
  const { events, ...rest } = batch as { events?: unknown };
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) return refuse(false, 'unknown_field', pointerTo(unknown), 'is not known here');
  if (!Array.isArray(events)) return refuse(false, 'wrong_type', '/events', 'must be an array of events');
  if (events.length === 0 || events.length > MAX_BATCH)
    return refuse(false, 'too_many', '/events', `must hold 1 to ${MAX_BATCH} events`);
  const mayExceed = body.byteLength > DEFAULT_LIMITS.totalBytes;
  return { ok: true, items: events.map((event: unknown, n) => parseItem(event, n, mayExceed)) };
}

function parseItem(event: unknown, n: number, mayExceed: boolean): Parsed<Arrived> {
  const at = `/events/${n}`;
  const parsed = arriveValue(event);
  if (!parsed.ok)
    return {
      ok: false,
      problems: parsed.problems.map((problem) => ({ ...problem, pointer: `${at}${problem.pointer}` })),
    };
  // Measured only after it was parsed: what nests too deep cannot be written.
  if (!mayExceed || Buffer.byteLength(JSON.stringify(parsed.value.event)) <= DEFAULT_LIMITS.totalBytes)
    return parsed;
  const detail = `is over ${DEFAULT_LIMITS.totalBytes} bytes`;
  return { ok: false, problems: [{ code: 'too_large', pointer: at, detail }] };
}

function pointerTo(name: string): string {
  return `/${name.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function refuse(malformed: boolean, code: string, pointer: string, detail: string) {
  return { ok: false, malformed, problems: [{ code, pointer, detail }] } as const;
}
