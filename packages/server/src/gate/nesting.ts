/** A smaller body cannot nest deep enough to cost anything. */
const HARMLESS_BYTES = 64 * 1024;
/** Deeper than any event may, or a batch of them; see the engine's own limit. */
const DEEP = 64;

const [QUOTE = 0, BACKSLASH = 0, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('"\\[]{}');

/**
 * Does a large body nest deeper than anything that is taken here? Asked before it is parsed: a few megabytes of
 * brackets keep `JSON.parse` busy for seconds, in which nobody else is answered.
 */
export function nestsTooDeep(body: Uint8Array): boolean {
  if (body.byteLength <= HARMLESS_BYTES) return false;
  let depth = 0;
  let inText = false;
  const quoteFrom = finder(body, QUOTE);
  const backslashFrom = finder(body, BACKSLASH);
  for (let at = 0; at < body.byteLength; at++) {
    if (inText) {
      // An image is one long text: its end is found quicker so than byte by byte.
      const [quote, backslash] = [quoteFrom(at), backslashFrom(at)];
      if (backslash < quote) at = backslash + 1;
      else {
        at = quote;
        inText = false;
      }
      continue;
    }
    const byte = body[at];
    if (byte === QUOTE) inText = true;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      depth += 1;
      if (depth > DEEP) return true;
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth -= 1;
  }
  return false;
}

/** Where a byte next stands at or after a place; places only rise, so that no byte of the body is looked at twice. */
function finder(body: Uint8Array, byte: number): (from: number) => number {
  let found = -1;
  return (from) => {
    if (found < from) {
      const next = body.indexOf(byte, from);
      found = next === -1 ? body.byteLength : next;
    }
    return found;
  };
}
