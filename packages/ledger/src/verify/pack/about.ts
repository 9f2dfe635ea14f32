import { type Fields, isObject, readObject } from '../json.ts';
import { fails, proven, type Verdict } from '../verdict.ts';

export const PACK_FORMAT = 'safeward-evidence-pack@1';

/** What a pack says of itself: claims of whoever made it. */
export interface About {
  /** Times that were asked for; null where it does not say. */
  readonly since: string | null;
  readonly until: string | null;
  /** Parts that were held back. */
  readonly hidden: readonly string[];
  /** Whether only what concerns one account was asked for. */
  readonly oneActor: boolean;
  /** The measure that was asked for; null for all. */
  readonly measure: string | null;
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/;
const NAME = /^[a-z_]{1,32}$/;
const MEASURE = /^[\w.-]{1,200}$/;

/** Reads `pack.json`. Fields that are not known here are passed over, for nothing is proven by them. */
export function parseAbout(text: string): Verdict<About> {
  const read = readObject(text, 'pack.json');
  if (!read.ok) return read;
  const { format, since, until, hidden, by } = read.value;
  if (format !== PACK_FORMAT)
    return fails(
      'malformed',
      'pack.json',
      `is of another format than ${PACK_FORMAT}; a later version may know it`,
    );
  const fits = (value: unknown, shape: RegExp) =>
    typeof value === 'string' && shape.test(value) ? value : null;
  const { actor, measure } = isObject(by) ? by : ({} as Fields);
  return proven({
    since: fits(since, TIME),
    until: fits(until, TIME),
    hidden: (Array.isArray(hidden) ? hidden : []).filter((name) => fits(name, NAME) !== null),
    oneActor: actor === true,
    measure: fits(measure, MEASURE),
  });
}
