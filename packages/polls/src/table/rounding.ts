/**
 * Percentages as they are published: whole numbers, rounded once from the figure itself and never from a rounded one. A
 * half goes up. `*` is less than half a percent that somebody did choose, `0` that nobody did; a figure that does not
 * exist is a dash.
 */
export function percentText(pct: number | null, count: number): string {
  if (pct === null) return NONE;
  if (count === 0) return '0';
  return pct < 0.5 ? '*' : String(wholeOf(pct));
}

export const NONE = '–';

/** A sum of weights may miss a half by its last digits, which shall not decide which way it goes. */
const LAST_DIGITS = 1e-9;

/** Halves go up, also where adding up left them a trillionth short. */
export function wholeOf(value: number): number {
  return Math.floor(value + 0.5 + LAST_DIGITS);
}

/** A margin of error in points, a mean, an effective base: one digit behind the point. */
export function tenthText(value: number | null): string {
  return value === null ? NONE : (wholeOf(value * 10) / 10).toFixed(1);
}

export function hundredthText(value: number | null): string {
  return value === null ? NONE : (wholeOf(value * 100) / 100).toFixed(2);
}
