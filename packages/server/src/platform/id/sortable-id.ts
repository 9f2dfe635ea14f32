import { randomFillSync } from 'node:crypto';

/** Crockford's base 32, in the order of its bytes: ids sort as text (collation "C") as they sort in time. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const PAIRS = Array.from({ length: 1024 }, (_, n) => ALPHABET.charAt(n >> 5) + ALPHABET.charAt(n & 31));
const TIME_LENGTH = 10;
const RANDOM_PAIRS = 8;
export const SORTABLE_ID = `[${ALPHABET}]{${TIME_LENGTH + 2 * RANDOM_PAIRS}}`;

const pool = new Uint16Array(RANDOM_PAIRS * 512);
let used = pool.length;
let cachedMs = -1;
let cachedTime = '';

/** 26 characters: the millisecond, then 80 random bits. Needs no coordination between servers. */
export function sortableId(ms: number): string {
  if (ms !== cachedMs) {
    cachedMs = ms;
    cachedTime = encodeTime(ms);
  }
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  let id = cachedTime;
  for (const end = used + RANDOM_PAIRS; used < end; used++) id += PAIRS[(pool[used] ?? 0) & 1023];
  return id;
}

/** The smallest id of a millisecond: ids made in it or later are not less. */
export function firstIdOf(ms: number): string {
  return encodeTime(ms) + '0'.repeat(2 * RANDOM_PAIRS);
}

function encodeTime(ms: number): string {
  let rest = Math.min(Math.max(Math.trunc(ms), 0), 2 ** 48 - 1);
  let text = '';
  for (let pair = 0; pair < TIME_LENGTH / 2; pair++) {
    text = PAIRS[rest % 1024] + text;
    rest = Math.floor(rest / 1024);
  }
  return text;
}
