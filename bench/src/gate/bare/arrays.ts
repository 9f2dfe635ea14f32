/**
 * Columns of a multi-row insert as arrays in PostgreSQL's binary form (`array_recv`), the cheapest way there is: int32
 * dimensions, has-nulls flag, element type, length, lower bound; then for each element its length and its bytes.
 */

/** Types of PostgreSQL, by their numbers. */
export const TYPES = { text: 25, bytea: 17, timestamptz: 1184 } as const;

const HEADER = 20;

export function textArray(values: readonly (string | null)[]): Buffer {
  const lengths = values.map((value) => (value === null ? -1 : Buffer.byteLength(value)));
  const buffer = allocate(TYPES.text, lengths);
  let at = HEADER;
  values.forEach((value, n) => {
    at = buffer.writeInt32BE(lengths[n] ?? -1, at);
    if (value !== null) at += buffer.write(value, at);
  });
  return buffer;
}

export function bytesArray(type: number, values: readonly Uint8Array[]): Buffer {
  const buffer = allocate(
    type,
    values.map(({ length }) => length),
  );
  let at = HEADER;
  for (const value of values) {
    at = buffer.writeInt32BE(value.length, at);
    buffer.set(value, at);
    at += value.length;
  }
  return buffer;
}

/** PostgreSQL counts microseconds from the year 2000. */
export function timestamp(ms: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigInt64BE(BigInt(ms - Date.UTC(2000, 0, 1)) * 1000n);
  return bytes;
}

/** @param lengths of the elements in bytes; -1 for null */
function allocate(type: number, lengths: readonly number[]): Buffer {
  const buffer = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + 4 + Math.max(length, 0), HEADER));
  buffer.writeInt32BE(1, 0);
  buffer.writeInt32BE(lengths.includes(-1) ? 1 : 0, 4);
  buffer.writeInt32BE(type, 8);
  buffer.writeInt32BE(lengths.length, 12);
  buffer.writeInt32BE(1, 16);
  return buffer;
}
