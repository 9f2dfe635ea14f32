/**
 * Columns of a multi-row insert as PostgreSQL arrays in its binary form, which pg passes on untouched: no
 * quoting and unquoting of every JSON text on the way.
 *
 * Form: int32 dimensions, int32 has-nulls flag, int32 element type, int32 length, int32 lower bound, then for
 * each element int32 byte length (-1 is null) and its bytes. Source: PostgreSQL's `array_recv`.
 */

const HEADER = 20;
const TEXT = 25;
const BYTEA = 17;
const TIMESTAMPTZ = 1184;
/** PostgreSQL counts microseconds from 2000-01-01T00:00:00Z. */
const EPOCH_2000_MS = 946_684_800_000;

export function textArray(values: readonly (string | null)[]): Buffer {
  const lengths = values.map((value) => (value === null ? -1 : Buffer.byteLength(value)));
  const buffer = allocate(TEXT, values.length, total(lengths));
  let at = HEADER;
  values.forEach((value, n) => {
    const length = lengths[n] ?? -1;
    at = buffer.writeInt32BE(length, at);
    if (value !== null) at += buffer.write(value, at, length, 'utf8');
  });
  if (values.includes(null)) buffer.writeInt32BE(1, 4);
  return buffer;
}

/** @param values as hex */
export function byteaArray(values: readonly string[]): Buffer {
  const buffer = allocate(
    BYTEA,
    values.length,
    values.reduce((sum, value) => sum + 4 + value.length / 2, 0),
  );
  let at = HEADER;
  for (const value of values) {
    at = buffer.writeInt32BE(value.length / 2, at);
    at += buffer.write(value, at, 'hex');
  }
  return buffer;
}

/** @param values milliseconds since 1970 */
export function timestampArray(values: readonly number[]): Buffer {
  const buffer = allocate(TIMESTAMPTZ, values.length, values.length * 12);
  let at = HEADER;
  for (const value of values) {
    at = buffer.writeInt32BE(8, at);
    at = buffer.writeBigInt64BE(BigInt(value - EPOCH_2000_MS) * 1000n, at);
  }
  return buffer;
}

function total(lengths: readonly number[]): number {
  return lengths.reduce((sum, length) => sum + 4 + Math.max(length, 0), 0);
}

function allocate(type: number, count: number, bytes: number): Buffer {
  const buffer = Buffer.allocUnsafe(HEADER + bytes);
  let at = buffer.writeInt32BE(1, 0);
  at = buffer.writeInt32BE(0, at);
  at = buffer.writeInt32BE(type, at);
  at = buffer.writeInt32BE(count, at);
  buffer.writeInt32BE(1, at);
  return buffer;
}
