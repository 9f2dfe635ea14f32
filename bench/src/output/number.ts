/** `31,400`, `0.87`, `7.4`: with so many digits that count, and no more places than that leaves. */
export function formatNumber(value: number, digits = 3): string {
  return new Intl.NumberFormat('en-GB', { maximumSignificantDigits: digits }).format(value);
}

/** Microseconds or milliseconds, whichever reads better. */
export function formatMilliseconds(ms: number): string {
  return ms < 0.95 ? `${formatNumber(ms * 1000)} µs` : `${formatNumber(ms)} ms`;
}

export function formatShare(share: number): string {
  return `${formatNumber(share * 100, share < 0.0995 ? 2 : 3)} %`;
}
