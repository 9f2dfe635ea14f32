/** Decodes UTF-8 in chunks and stops at the first byte that is none. */
export interface Decoder {
  /** The text up to there, and what is wrong with the rest, if anything is. */
  decode(chunk: Uint8Array): { readonly text: string; readonly invalid: string | null };
  /** What is wrong with the end: a character that breaks off. */
  end(): string | null;
}

const NOT_UTF8 = 'this is not UTF-8 text';
const REPLACEMENT = '\uFFFD';

export function createDecoder(): Decoder {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let isFirst = true;
  return {
    decode(chunk) {
      const wide = isFirst ? wideMark(chunk) : null;
      isFirst = false;
      if (wide !== null) return { text: '', invalid: `this is ${wide} text` };
      try {
        const text = strict.decode(chunk, { stream: true });
        // No table has it, and files in UTF-16 without a mark are full of it.
        const zero = text.indexOf('\0');
        return zero < 0
          ? { text, invalid: null }
          : { text: text.slice(0, zero), invalid: 'there is a zero byte' };
      } catch {
        return { text: upToFault(chunk), invalid: NOT_UTF8 };
      }
    },
    end() {
      try {
        strict.decode();
        return null;
      } catch {
        return NOT_UTF8;
      }
    },
  };
}

function wideMark([first, second]: Uint8Array): string | null {
  if (first === 0xff && second === 0xfe) return 'UTF-16 (little-endian)';
  return first === 0xfe && second === 0xff ? 'UTF-16 (big-endian)' : null;
}

/** The chunk may begin within a character, of which the chunk before had the start: that is not the fault. */
function upToFault(chunk: Uint8Array): string {
  const start = chunk.findIndex((byte) => byte < 0x80 || byte >= 0xc0);
  const lenient = new TextDecoder('utf-8', { ignoreBOM: true }).decode(chunk.subarray(Math.max(start, 0)));
  const fault = lenient.indexOf(REPLACEMENT);
  return fault < 0 ? lenient : lenient.slice(0, fault);
}
