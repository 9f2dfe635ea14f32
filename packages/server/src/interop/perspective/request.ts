import { DEFAULT_LIMITS, parseJson } from '@safeward/engine';
import type { PerspectiveError } from './errors.ts';

/** What `comments:analyze` is asked. */
export interface AnalyzeRequest {
  readonly text: string;
  readonly html: boolean;
  /** Name → the score under which it is left out of the answer. */
  readonly attributes: ReadonlyMap<string, number>;
  readonly languages: readonly string[];
  readonly spanAnnotations: boolean;
  readonly dropUnsupportedAttributes: boolean;
  readonly clientToken: string | undefined;
}

/** What `comments:suggestscore` says. */
export interface SuggestRequest {
  readonly text: string;
  readonly scores: ReadonlyMap<string, number>;
  readonly communityId: string | undefined;
  readonly clientToken: string | undefined;
}

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: PerspectiveError };

/** Perspective's limit. */
export const COMMENT_BYTES_MAX = 20_480;

const FIELDS = new Set([
  'comment',
  'requestedAttributes',
  'attributeScores',
  'languages',
  'context',
  'doNotStore',
  'spanAnnotations',
  'clientToken',
  'sessionId',
  'communityId',
  'dropUnsupportedAttributes',
]);

type Json = Readonly<Record<string, unknown>>;

function invalid(message: string): { readonly ok: false; readonly error: PerspectiveError } {
  return { ok: false, error: { errorType: 'INVALID_REQUEST', message } };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Protocol buffers take both spellings of a name. */
function camel(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function readBody(body: unknown): Read<Json> {
  const parsed = parseJson(Buffer.isBuffer(body) ? body : new Uint8Array(), DEFAULT_LIMITS);
  if (!parsed.ok || !isObject(parsed.value)) return invalid('Invalid JSON payload received.');
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(parsed.value)) {
    const known = camel(name);
    if (!FIELDS.has(known))
      return invalid(
        `Invalid JSON payload received. Unknown name "${name.slice(0, 100)}": Cannot find field.`,
      );
    fields[known] = value;
  }
  return { ok: true, value: fields };
}

function readComment(fields: Json): Read<{ readonly text: string; readonly html: boolean }> {
  const { comment } = fields;
  const text = isObject(comment) ? comment.text : undefined;
  if (text !== undefined && typeof text !== 'string') return invalid('Invalid value at "comment.text".');
  if (text === undefined || text.trim() === '')
    return { ok: false, error: { errorType: 'COMMENT_EMPTY', message: 'Comment must be non-empty.' } };
  if (Buffer.byteLength(text) > COMMENT_BYTES_MAX)
    return {
      ok: false,
      error: {
        errorType: 'COMMENT_TOO_LONG',
        message: `Comment text was too long. Maximum size is ${COMMENT_BYTES_MAX} bytes.`,
      },
    };
  const type = isObject(comment) ? comment.type : undefined;
  if (type !== undefined && type !== 'PLAIN_TEXT' && type !== 'HTML' && type !== 'TEXT_TYPE_UNSPECIFIED')
    return invalid('Invalid value at "comment.type".');
  return { ok: true, value: { text, html: type === 'HTML' } };
}

export function readAnalyze(body: unknown): Read<AnalyzeRequest> {
  const fields = readBody(body);
  if (!fields.ok) return fields;
  const comment = readComment(fields.value);
  if (!comment.ok) return comment;
  const { requestedAttributes, languages, spanAnnotations, dropUnsupportedAttributes, clientToken } =
    fields.value;
  if (!isObject(requestedAttributes) || Object.keys(requestedAttributes).length === 0)
    return {
      ok: false,
      error: { errorType: 'NO_REQUESTED_ATTRIBUTES', message: 'No requested attributes provided.' },
    };
  const attributes = new Map<string, number>();
  for (const [name, options] of Object.entries(requestedAttributes)) {
    const given = isObject(options) ? (options.scoreThreshold ?? options.score_threshold) : undefined;
    if (given !== undefined && typeof given !== 'number')
      return invalid(`Invalid value at "requested_attributes.${name.slice(0, 100)}.score_threshold".`);
    attributes.set(name, given ?? 0);
  }
  if (
    languages !== undefined &&
    !(Array.isArray(languages) && languages.every((one) => typeof one === 'string'))
  )
    return invalid('Invalid value at "languages".');
  return {
    ok: true,
    value: {
      ...comment.value,
      attributes,
      languages: (languages ?? []) as readonly string[],
      spanAnnotations: spanAnnotations === true,
      dropUnsupportedAttributes: dropUnsupportedAttributes === true,
      clientToken: typeof clientToken === 'string' ? clientToken : undefined,
    },
  };
}

export function readSuggest(body: unknown): Read<SuggestRequest> {
  const fields = readBody(body);
  if (!fields.ok) return fields;
  const comment = readComment(fields.value);
  if (!comment.ok) return comment;
  const { attributeScores, communityId, clientToken } = fields.value;
  if (!isObject(attributeScores) || Object.keys(attributeScores).length === 0)
    return invalid('No attribute scores provided.');
  const scores = new Map<string, number>();
  for (const [name, given] of Object.entries(attributeScores)) {
    const summary = isObject(given) ? (given.summaryScore ?? given.summary_score) : undefined;
    const value = isObject(summary) ? (summary.value ?? 0) : undefined;
    if (typeof value !== 'number' || !(value >= 0 && value <= 1))
      return invalid(`Invalid value at "attribute_scores.${name.slice(0, 100)}.summary_score.value".`);
    scores.set(name, value);
  }
  const word = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  return {
    ok: true,
    value: {
      text: comment.value.text,
      scores,
      communityId: word(communityId),
      clientToken: word(clientToken),
    },
  };
}
