/** One line of the input, without its end. */
export interface Line {
  /** 1-based. */
  readonly number: number;
  readonly bytes: Uint8Array;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * The lines of a stream, in groups: what one read brought. A caller who answers after each group keeps pace with an
 * input that trickles, and need not write for every line of one that pours.
 *
 * Lines with nothing but blanks are passed over, but counted. A line is held in memory up to `keep` bytes and one;
 * what is beyond is dropped, so that an endless line costs no more, and is still seen to be too long.
 */
export async function* readLines(
  stream: AsyncIterable<Uint8Array>,
  keep: number,
): AsyncGenerator<readonly Line[], void> {
  let number = 0;
  let begun: Uint8Array[] = [];
  let length = 0;

  const hold = (part: Uint8Array): void => {
    const room = keep + 1 - length;
    if (room <= 0 || part.length === 0) return;
    const kept = part.subarray(0, room);
    begun.push(kept);
    length += kept.length;
  };
  const take = (): Line | null => {
    number += 1;
    const bytes = trimmed(begun.length === 1 && begun[0] ? begun[0] : Buffer.concat(begun), number);
    begun = [];
    length = 0;
    return isBlank(bytes) ? null : { number, bytes };
  };

  for await (const chunk of stream) {
    const lines: Line[] = [];
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      hold(chunk.subarray(from, end));
      const line = take();
      if (line !== null) lines.push(line);
      from = end + 1;
    }
    hold(chunk.subarray(from));
    if (lines.length > 0) yield lines;
  }
  const last = length > 0 ? take() : null;
  if (last !== null) yield [last];
}

function trimmed(bytes: Uint8Array, number: number): Uint8Array {
  const start = number === 1 && BYTE_ORDER_MARK.equals(bytes.subarray(0, 3)) ? 3 : 0;
  const end = bytes.at(-1) === CARRIAGE_RETURN ? bytes.length - 1 : bytes.length;
  return bytes.subarray(start, end);
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09);
}
