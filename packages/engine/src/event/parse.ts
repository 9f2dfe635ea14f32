import { closest } from '../nearest.ts';
import type { Parsed, Problem } from '../problem.ts';
import { type Event, eventSchemas } from './event.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { missingParts } from './needs.ts';
import { type CheckedSchema, compileSchema, pointerOf } from './schema-problems.ts';
import { inspect, isLongerThan, utf8Length } from './values.ts';

interface Schemas {
  readonly event: CheckedSchema;
  readonly audience: CheckedSchema;
}

const compiled = new WeakMap<Limits, Schemas>();

function schemasFor(limits: Limits): Schemas {
  const known = compiled.get(limits);
  if (known !== undefined) return known;
  const { event, audience } = eventSchemas(limits);
  const schemas = { event: compileSchema(event), audience: compileSchema(audience) };
  compiled.set(limits, schemas);
  return schemas;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads one event from the bytes of a request or the line of a file.
 *
 * @returns the event, or every problem with it; never throws, whatever the bytes.
 */
export function parseEventJson(body: Uint8Array | string, limits: Limits = DEFAULT_LIMITS): Parsed<Event> {
  const json = parseJson(body, limits);
  return json.ok ? parseEvent(json.value, limits) : json;
}

/** Reads JSON, refusing what JSON.parse lets through or what would break later: see {@link inspect}. */
export function parseJson(body: Uint8Array | string, limits: Limits = DEFAULT_LIMITS): Parsed<unknown> {
  const isText = typeof body === 'string';
  if (isText ? isLongerThan(body, limits.totalBytes) : body.byteLength > limits.totalBytes) {
    const bytes = isText ? utf8Length(body) : body.byteLength;
    return refuse('too_large', '', `is ${bytes} bytes; at most ${limits.totalBytes} are taken`);
  }
  let text: string;
  try {
    text = typeof body === 'string' ? body : decoder.decode(body);
  } catch {
    return refuse('invalid_utf8', '', 'is not valid UTF-8');
  }
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return refuse('malformed_json', '', `is not valid JSON${positionIn(error)}`);
  }
}

/**
 * Checks a value against the event's schema, its limits and the needs of its kind. Afterwards the rest of
 * the engine trusts the type.
 */
export function parseEvent(input: unknown, limits: Limits = DEFAULT_LIMITS): Parsed<Event> {
  const unsafe = inspect(input, limits);
  if (unsafe) return { ok: false, problems: [unsafe] };
  const schemas = schemasFor(limits);
  if (!schemas.event.check(input)) return { ok: false, problems: shapeProblems(schemas, input) };
  const event = input as Event;
  const large = tooLarge(event, limits);
  const times = haveInstants(event) ? [] : badTimes(event);
  const missing = missingParts(event);
  if (large.length + times.length + missing.length === 0) return { ok: true, value: event };
  return { ok: false, problems: [...large, ...times, ...missing] };
}

function shapeProblems(schemas: Schemas, input: unknown): Problem[] {
  const all = schemas.event.problems(input);
  const inAudience = all.filter(({ pointer }) => pointer === '/audience' || pointer.startsWith('/audience/'));
  const problems = all.filter((problem) => !inAudience.includes(problem));
  const audience = isRecord(input) ? input.audience : undefined;
  // A union's own errors say only "matches none"; told apart by what was sent, they name the field.
  if (isRecord(audience)) problems.push(...schemas.audience.problems(audience, '/audience'));
  else problems.push(...inAudience.slice(0, 1));
  return problems.map(withSuggestion);
}

function withSuggestion(problem: Problem & { allowed?: readonly string[]; got?: string }): Problem {
  const { allowed, got, ...plain } = problem;
  const near = allowed && got !== undefined ? closest(got, allowed) : undefined;
  return near ? { ...plain, detail: `${plain.detail}; did you mean “${near}”?` } : plain;
}

function tooLarge(event: Event, limits: Limits): Problem[] {
  const problems: Problem[] = [];
  const { content, context } = event;
  if (content?.text !== undefined && isLongerThan(content.text, limits.textBytes))
    problems.push(problem('too_long', '/content/text', `is over ${limits.textBytes} bytes`));
  if (context !== undefined && isLongerThan(JSON.stringify(context), limits.contextBytes))
    problems.push(problem('too_large', '/context', `is over ${limits.contextBytes} bytes of JSON`));
  return problems;
}

const EARLIEST = Date.parse('1970-01-01T00:00:00Z');
const LATEST = Date.parse('9999-12-31T23:59:59.999Z');

/** Almost every event: asked first, because it costs nothing but the asking. */
function haveInstants({ at, actor, target, audience }: Event): boolean {
  const members = typeof audience === 'object' ? audience.members : undefined;
  return (
    isInstant(at) &&
    isInstant(actor.created_at) &&
    isInstant(target?.created_at) &&
    (members === undefined || members.every(({ created_at }) => isInstant(created_at)))
  );
}

function isInstant(time: string | undefined): boolean {
  return time === undefined || whatIsWrongWith(time) === null;
}

/** The schema has checked the form of a time; what it means must be an instant that all that follows can hold. */
function badTimes(event: Event): Problem[] {
  const { audience } = event;
  const members = typeof audience === 'object' ? (audience.members ?? []) : [];
  const times: (readonly [string | undefined, ...(string | number)[]])[] = [
    [event.at, 'at'],
    [event.actor.created_at, 'actor', 'created_at'],
    [event.target?.created_at, 'target', 'created_at'],
    ...members.map(({ created_at }, at) => [created_at, 'audience', 'members', at, 'created_at'] as const),
  ];
  return times.flatMap(([time, ...path]) => {
    const detail = time === undefined ? null : whatIsWrongWith(time);
    return detail === null ? [] : [problem('bad_time', pointerOf(path), detail)];
  });
}

function whatIsWrongWith(time: string): string | null {
  const instant = Date.parse(time);
  if (Number.isNaN(instant))
    return 'is a leap second, with which nothing can be reckoned; send the second before it';
  return instant < EARLIEST || instant > LATEST ? 'is not between the years 1970 and 9999' : null;
}

/** V8 names the position but also quotes the input, which may be somebody's message: only the position is kept. */
function positionIn(error: unknown): string {
  const at = error instanceof Error ? /position (\d+)/.exec(error.message) : null;
  return at ? ` (at character ${at[1]})` : '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function problem(code: string, pointer: string, detail: string): Problem {
  return { code, pointer, detail };
}

function refuse(code: string, pointer: string, detail: string): Parsed<never> {
  return { ok: false, problems: [problem(code, pointer, detail)] };
}
