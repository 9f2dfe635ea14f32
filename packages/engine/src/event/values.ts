import type { Problem } from '../problem.ts';
import type { Limits } from './limits.ts';
import { pointerOf } from './schema-problems.ts';

const UNSAFE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

interface Visit {
  readonly value: unknown;
  readonly path: Path | null;
  readonly depth: number;
}
interface Path {
  readonly up: Path | null;
  readonly key: string | number;
}

/**
 * Looks at any value from outside and refuses what JSON allows but nothing behind the edge could treat safely:
 * nesting past the limit, lone surrogates (no UTF-8 for them), NUL characters (no PostgreSQL text holds one),
 * numbers that are not finite (RFC 8785 has no form for them), keys that would reach an object's prototype, and a
 * total over the limit.
 */
export function inspect(input: unknown, limits: Limits): Problem | null {
  // Almost every value is sound, and is not looked at twice.
  return weigh(input, Math.min(limits.depth, RECURSION)) <= limits.totalBytes ? null : search(input, limits);
}

/** Deeper than this the search goes alone, which does not recurse. */
const RECURSION = 64;

/** How large a value is at most, by the count of `search`; infinite where something in it is unsound. */
function weigh(value: unknown, depth: number): number {
  switch (typeof value) {
    case 'string':
      return badText(value) === null ? 8 + utf8Bound(value) : Number.POSITIVE_INFINITY;
    case 'number':
      return Number.isFinite(value) ? 8 : Number.POSITIVE_INFINITY;
    case 'boolean':
      return 8;
    case 'object':
      return value === null ? 8 : weighInner(value, depth);
    default:
      return Number.POSITIVE_INFINITY;
  }
}

function weighInner(value: object, depth: number): number {
  let size = 8;
  if (Array.isArray(value)) {
    if (value.length > 0 && depth === 0) return Number.POSITIVE_INFINITY;
    for (const item of value) size += weigh(item, depth - 1);
    return size;
  }
  for (const key of Object.keys(value)) {
    if (depth === 0 || UNSAFE_KEYS.has(key) || badText(key) !== null) return Number.POSITIVE_INFINITY;
    size += utf8Bound(key) + weigh((value as Record<string, unknown>)[key], depth - 1);
  }
  return size;
}

/** Walks the value without recursion, and says where the first thing is that `inspect` refuses. */
export function search(input: unknown, limits: Limits): Problem | null {
  const pending: Visit[] = [{ value: input, path: null, depth: 0 }];
  let size = 0;
  for (let visit = pending.pop(); visit !== undefined; visit = pending.pop()) {
    const { value, path, depth } = visit;
    size += 8;
    if (depth > limits.depth) return at(path, 'too_deep', `nests deeper than ${limits.depth} levels`);
    if (typeof value === 'string') {
      size += utf8Length(value);
      const bad = badText(value);
      if (bad) return at(path, bad[0], bad[1]);
    } else if (typeof value === 'number') {
      if (!Number.isFinite(value)) return at(path, 'not_finite', 'is not a finite number');
    } else if (Array.isArray(value)) {
      for (let i = value.length - 1; i >= 0; i--)
        pending.push({ value: value[i], path: { up: path, key: i }, depth: depth + 1 });
    } else if (typeof value === 'object' && value !== null) {
      for (const key of Object.keys(value).reverse()) {
        const child: Path = { up: path, key };
        size += utf8Length(key);
        if (UNSAFE_KEYS.has(key)) return at(child, 'unsafe_key', 'is not allowed as a name');
        const bad = badText(key);
        if (bad) return at(path, bad[0], `has a name that ${bad[1]}`);
        pending.push({ value: (value as Record<string, unknown>)[key], path: child, depth: depth + 1 });
      }
    } else if (typeof value !== 'boolean' && value !== null) {
      return at(path, 'wrong_type', 'is not a JSON value');
    }
    if (size > limits.totalBytes) return at(null, 'too_large', `is over ${limits.totalBytes} bytes`);
  }
  return null;
}

function badText(text: string): readonly [code: string, detail: string] | null {
  if (!text.isWellFormed()) return ['lone_surrogate', 'holds half of a surrogate pair'];
  if (text.includes('\u0000')) return ['nul_character', 'holds a NUL character'];
  return null;
}

function at(path: Path | null, code: string, detail: string): Problem {
  const keys: (string | number)[] = [];
  for (let step = path; step !== null; step = step.up) keys.unshift(step.key);
  // A pointer into a bomb would be as deep as the bomb.
  return { code, pointer: pointerOf(keys.slice(0, 32)), detail };
}

/** Has a text more than so many bytes in UTF-8? Most limits are so far away that nothing has to be counted. */
export function isLongerThan(text: string, bytes: number): boolean {
  return utf8Bound(text) > bytes && utf8Length(text) > bytes;
}

/** No text is longer than this in UTF-8. */
function utf8Bound(text: string): number {
  return 3 * text.length;
}

/** Length in UTF-8, without encoding it. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes += 1;
    else if (unit >= 0xd800 && unit <= 0xdbff) {
      // A pair: two units, four bytes.
      bytes += 2;
      i += 1;
    } else bytes += 2;
  }
  return bytes;
}
