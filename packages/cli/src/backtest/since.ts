import { Mistake } from '../mistake.ts';

const UNITS: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
};

/**
 * The beginning of a span: `30m`, `24h`, `7d`, `2w` before now; a day, from its beginning in UTC; or a time with a
 * zone.
 *
 * @param now milliseconds since 1970
 * @returns milliseconds since 1970
 * @throws {Mistake} where it is none of these, or not in the past
 */
export function parseSince(text: string, now: number): number {
  const [, count, unit = ''] = /^(\d{1,6})([mhdw])$/.exec(text) ?? [];
  const at = count === undefined ? parseTime(text) : now - Number(count) * (UNITS[unit] ?? 0);
  if (Number.isNaN(at))
    throw new Mistake(`--since takes a span such as 24h or 7d, a day, or a time with a zone; not “${text}”.`);
  if (at >= now) throw new Mistake(`--since ${text} is not in the past.`);
  return at;
}

function parseTime(text: string): number {
  const isTime = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text);
  return isTime ? Date.parse(text) : Number.NaN;
}
