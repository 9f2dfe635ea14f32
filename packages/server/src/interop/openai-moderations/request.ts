import { DEFAULT_LIMITS, parseJson } from '@safeward/engine';
import type { ModerationError } from './errors.ts';

/** One thing to judge: all its texts, and how many images are with it. */
export interface Input {
  readonly texts: readonly string[];
  readonly images: number;
}

export type Read =
  | { readonly ok: true; readonly inputs: readonly Input[]; readonly model: string }
  | { readonly ok: false; readonly error: ModerationError };

/** Texts in one request. */
const INPUTS_MAX = 100;
/** The name that answers bear where none is asked for. */
const MODEL = 'omni-moderation-latest';

function invalid(message: string, param: string | null): Read {
  return { ok: false, error: { status: 400, message, type: 'invalid_request_error', param, code: null } };
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads the body of `POST /v1/moderations`. */
export function readModeration(body: unknown): Read {
  const parsed = parseJson(Buffer.isBuffer(body) ? body : new Uint8Array(), DEFAULT_LIMITS);
  if (!parsed.ok || !isObject(parsed.value))
    return invalid('We could not parse the JSON body of your request.', null);
  const { input, model } = parsed.value;
  if (model !== undefined && model !== null && typeof model !== 'string')
    return invalid("Invalid type for 'model': expected a string.", 'model');
  const name = typeof model === 'string' ? model : MODEL;
  const one = (inputs: readonly Input[]): Read => ({ ok: true, inputs, model: name });
  if (typeof input === 'string') return one([{ texts: [input], images: 0 }]);
  if (!Array.isArray(input) || input.length === 0)
    return invalid("'input' is required: a string, an array of strings, or an array of objects.", 'input');
  if (input.length > INPUTS_MAX)
    return invalid(`'input' is too long: at most ${INPUTS_MAX} elements.`, 'input');
  if (input.every((part) => typeof part === 'string'))
    return one(input.map((text: string) => ({ texts: [text], images: 0 })));
  const texts: string[] = [];
  let images = 0;
  for (const [at, part] of (input as readonly unknown[]).entries()) {
    const param = `input[${at}]`;
    if (!isObject(part)) return invalid(`Invalid type for '${param}': expected an object.`, param);
    if (part.type === 'text' && typeof part.text === 'string') texts.push(part.text);
    else if (part.type === 'image_url' && isObject(part.image_url) && typeof part.image_url.url === 'string')
      images++;
    else return invalid(`Invalid value for '${param}': expected a text or an image_url.`, param);
  }
  return one([{ texts, images }]);
}
