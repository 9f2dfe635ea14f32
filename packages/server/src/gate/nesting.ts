/** A smaller body cannot nest deep enough to cost anything. */
const HARMLESS_BYTES = 64 * 1024;
/** Deeper than any event may, or a batch of them; see the engine's own limit. */
const DEEP = 64;

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('"\\[]{}');

/**
 * Does a large body nest deeper than anything that is taken here? Asked before it is parsed: a few megabytes of
 * brackets keep `JSON.parse` busy for seconds, in which nobody else is answered.
 */
export function nestsTooDeep(body: Uint8Array): boolean {
  if (body.byteLength <= HARMLESS_BYTES) return false;
  let depth = 0;
  let inText = false;
  let plainUntil = 0;
  for (let at = 0; at < body.byteLength; at++) {
    const byte = body[at];
    if (inText) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) inText = false;
      // An image is one long text without a backslash: its end is found quicker so.
      else if (at >= plainUntil) {
        const quote = body.indexOf(QUOTE ?? 0, at);
        const end = quote === -1 ? body.byteLength : quote;
        const backslash = body.subarray(at, end).indexOf(BACKSLASH ?? 0);
        plainUntil = backslash === -1 ? end : at + backslash;
        at = plainUntil - 1;
      }
    } else if (byte === QUOTE) inText = true;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      depth += 1;
      if (depth > DEEP) return true;
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth -= 1;
  }
  return false;
}
