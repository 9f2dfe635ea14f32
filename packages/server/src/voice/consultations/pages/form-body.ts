import type { Fields } from '../answers/form.ts';
import { MAX_FILES, type Sent } from '../attachments.ts';

/** A form as it came; null where it cannot be read as one. */
export interface FormBody {
  readonly fields: Fields;
  readonly files: readonly Sent[];
}

/** More fields than any form of ours has. */
const MAX_FIELDS = 3_000;

/**
 * Reads what a browser sends: `multipart/form-data`, or `application/x-www-form-urlencoded`. The bytes are in memory
 * already, and no more than a route lets in.
 */
export async function readFormBody(body: unknown, contentType: string | undefined): Promise<FormBody | null> {
  if (!Buffer.isBuffer(body) || contentType === undefined) return null;
  if (!contentType.startsWith('multipart/form-data')) {
    const entries = [...new URLSearchParams(body.toString('utf8'))];
    return entries.length > MAX_FIELDS ? null : { fields: grouped(entries), files: [] };
  }
  let form: FormData;
  try {
    form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  } catch {
    return null;
  }
  const texts: [string, string][] = [];
  const files: Sent[] = [];
  for (const [name, value] of form) {
    if (texts.length + files.length > MAX_FIELDS) return null;
    if (typeof value === 'string') texts.push([name, value]);
    // A file field that was left empty comes as a file without a name.
    else if (value.name !== '' && name.startsWith('q.')) {
      if (files.length === MAX_FILES) return null;
      files.push({
        question: name.slice(2),
        name: value.name,
        bytes: Buffer.from(await value.arrayBuffer()),
      });
    }
  }
  return { fields: grouped(texts), files };
}

function grouped(entries: readonly (readonly [string, string])[]): Fields {
  return new Map(
    [...Map.groupBy(entries, ([name]) => name)].map(([name, all]) => [name, all.map(([, value]) => value)]),
  );
}
