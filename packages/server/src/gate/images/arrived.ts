import { hash } from 'node:crypto';
import {
  DEFAULT_LIMITS,
  type Event,
  type Parsed,
  parseEvent,
  parseEventJson,
  parseJson,
} from '@safeward/engine';

/** The files of an event's images, in the order of its images; null where none came. */
export type Files = readonly (Uint8Array | null)[];

/** An event as it came: what is recorded of it has the digests of its files, and never the files. */
export interface Arrived {
  readonly event: Event;
  readonly files: Files;
}

/** Bytes of a whole request with images in it. Without them, an event may be no longer than any other. */
export const IMAGES_BODY_LIMIT = 16 * 1024 * 1024;

const LIMITS = { ...DEFAULT_LIMITS, totalBytes: IMAGES_BODY_LIMIT };

/** Reads an event with its images from JSON. */
export function arrive(body: Uint8Array | string): Parsed<Arrived> {
  const json = parseJson(body, LIMITS);
  // What is longer than an event and has no images in it is first of all too long.
  if (!json.ok) return body.length > DEFAULT_LIMITS.totalBytes ? asEvent(parseEventJson(body)) : json;
  const taken = takeFiles(json.value);
  if (!taken.ok) return taken;
  const { value, files, characters } = taken.value;
  // Text in UTF-8 is as long as its bytes, or longer: near enough to say that it is too long without its images.
  if (body.length - characters > DEFAULT_LIMITS.totalBytes) return asEvent(parseEventJson(body));
  return asEvent(parseEvent(value), files);
}

/** Files that came beside the JSON, in the order of the event's images. */
type Sent = readonly (Uint8Array | undefined)[];

/** The same for a value that is JSON already. @param sent counts before what an image brings itself */
export function arriveValue(json: unknown, sent: Sent = []): Parsed<Arrived> {
  const taken = takeFiles(json, sent);
  return taken.ok ? asEvent(parseEvent(taken.value.value), taken.value.files) : taken;
}

function asEvent(parsed: Parsed<Event>, files: Files = []): Parsed<Arrived> {
  return parsed.ok ? { ok: true, value: { event: parsed.value, files } } : parsed;
}

interface Taken {
  readonly value: unknown;
  readonly files: Files;
  /** How many characters the files had been. */
  readonly characters: number;
}

type Fields = Readonly<Record<string, unknown>>;

function takeFiles(value: unknown, sent: Sent = []): Parsed<Taken> {
  const content = isFields(value) ? value.content : undefined;
  const images = isFields(content) ? content.images : undefined;
  const nothing: Parsed<Taken> = { ok: true, value: { value, files: [], characters: 0 } };
  if (!Array.isArray(images) || images.length > DEFAULT_LIMITS.images) return nothing;
  const came = images.map((image: unknown, n) => sent[n] ?? base64Of(image));
  if (came.every((one) => one === undefined)) return nothing;
  const files: (Uint8Array | null)[] = [];
  const named: unknown[] = [];
  let characters = 0;
  for (const [n, one] of came.entries()) {
    if (one === undefined) {
      files.push(null);
      named.push(images[n]);
      continue;
    }
    const { bytes, ...rest } = images[n] as Fields;
    const file = typeof one === 'string' ? fromBase64(one) : one;
    if (file === null) return refuse('not_base64', `/content/images/${n}/bytes`, 'is not base64');
    const sha256 = hash('sha256', file);
    if (rest.sha256 !== undefined && rest.sha256 !== sha256)
      return refuse('other_digest', `/content/images/${n}/sha256`, 'is not the digest of the bytes');
    if (typeof one === 'string') characters += one.length;
    files.push(file);
    named.push({ ...rest, sha256 });
  }
  return {
    ok: true,
    value: {
      value: { ...(value as Fields), content: { ...(content as Fields), images: named } },
      files,
      characters,
    },
  };
}

/** What is no base64 is passed over by the decoder, and then there are too few bytes. */
function fromBase64(text: string): Uint8Array | null {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const length = text.length - padding;
  if (length % 4 === 1 || (padding > 0 && text.length % 4 !== 0)) return null;
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === Math.floor((length * 3) / 4) ? bytes : null;
}

function base64Of(image: unknown): string | undefined {
  return isFields(image) && typeof image.bytes === 'string' ? image.bytes : undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse(code: string, pointer: string, detail: string): Parsed<never> {
  return { ok: false, problems: [{ code, pointer, detail }] };
}
