import { type Parsed, parseJson } from '@safeward/engine';
import { type Arrived, arriveValue } from './arrived.ts';

/**
 * Reads an event and its images from a form: the part `event` is the event as JSON, and every other part the file of
 * the image whose `id` is the part's name.
 */
export async function arriveByForm(body: Uint8Array, contentType: string): Promise<Parsed<Arrived>> {
  let form: FormData;
  try {
    form = await new Response(Buffer.from(body), { headers: { 'content-type': contentType } }).formData();
  } catch {
    return refuse('malformed_form', '', 'is not a form of several parts');
  }
  const text = form.get('event');
  if (text === null) return refuse('missing_part', '/event', 'is the part with the event, and is missing');
  const json = parseJson(typeof text === 'string' ? text : new Uint8Array(await text.arrayBuffer()));
  if (!json.ok) return json;
  const event = json.value as { readonly content?: { readonly images?: unknown } } | null;
  const images = event?.content?.images;
  const byId = new Map<string, Uint8Array>();
  for (const [name, part] of form) {
    if (name === 'event') continue;
    if (typeof part === 'string') return refuse('not_a_file', `/${name}`, 'is a part that is no file');
    if (byId.has(name)) return refuse('same_part', `/${name}`, 'is there more than once');
    byId.set(name, new Uint8Array(await part.arrayBuffer()));
  }
  const given: readonly unknown[] = Array.isArray(images) ? images : [];
  const sent = given.map((image) => {
    const id = (image as { readonly id?: unknown } | null)?.id;
    if (typeof id !== 'string') return undefined;
    const file = byId.get(id);
    byId.delete(id);
    return file;
  });
  const [left] = byId.keys();
  if (left !== undefined) return refuse('unknown_part', `/${left}`, 'is the id of no image of the event');
  return arriveValue(json.value, sent);
}

function refuse(code: string, pointer: string, detail: string): Parsed<never> {
  return { ok: false, problems: [{ code, pointer: pointer.slice(0, 100), detail }] };
}
