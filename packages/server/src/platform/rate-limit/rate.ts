/** How often something may be done: on average `count` in `seconds`, and `burst` at once after a rest. */
export interface Rate {
  readonly count: number;
  readonly seconds: number;
  readonly burst: number;
}

const UNITS = { s: 1, min: 60, h: 3_600 } as const;
const SHAPE = /^([1-9]\d{0,8})\/(s|min|h)$/;
/** More in one window, or at once, is no limit. */
export const MAX_COUNT = 1_000_000;

/**
 * Reads `100/s`, `6000/min` or `100000/h`.
 *
 * @param burst how many may come at once; as many as in one window unless said otherwise
 * @returns null where it is none, or above a million
 */
export function parseRate(text: string, burst?: number): Rate | null {
  const [, number, unit] = SHAPE.exec(text) ?? [];
  if (number === undefined || unit === undefined) return null;
  const count = Number(number);
  const rate = { count, seconds: UNITS[unit as keyof typeof UNITS], burst: burst ?? count };
  return isRate(rate) ? rate : null;
}

export function isRate({ count, seconds, burst }: Rate): boolean {
  const inRange = (n: number) => Number.isInteger(n) && n >= 1 && n <= MAX_COUNT;
  return inRange(count) && inRange(burst) && Object.values<number>(UNITS).includes(seconds);
}

/** As it is read, with the burst where it is another: `100/s`, `100/s burst 300`. */
export function describeRate({ count, seconds, burst }: Rate): string {
  const unit = Object.entries(UNITS).find(([, length]) => length === seconds)?.[0] ?? `${seconds}s`;
  return burst === count ? `${count}/${unit}` : `${count}/${unit} burst ${burst}`;
}
