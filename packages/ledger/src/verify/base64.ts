/**
 * Standard base64 in its one canonical spelling, or null: another spelling of the same bytes would let a proof be
 * altered without failing.
 */
export function fromBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

/** A decimal number without leading zeroes that JavaScript holds exactly, or null. */
export function fromDecimal(text: string): number | null {
  if (!/^(0|[1-9][0-9]{0,15})$/.test(text)) return null;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : null;
}
