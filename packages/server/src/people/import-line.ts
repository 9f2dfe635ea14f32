import { DEFAULT_LIMITS, inspect, type Parsed, parseJson } from '@safeward/engine';
import type { Fact, FactType } from './fact.ts';
import { parseFact } from './facts.ts';

/** What a file holds, a line each: facts of these types, the first of them where a line names none. */
export const IMPORTS = {
  accounts: ['account', 'age_changed', 'deleted'],
  connections: ['connected', 'disconnected'],
  blocks: ['blocked', 'unblocked', 'muted', 'unmuted'],
} as const satisfies Readonly<Record<string, readonly FactType[]>>;
export type ImportKind = keyof typeof IMPORTS;

/** Bytes of one line; a fact has far fewer. */
export const MAX_LINE = 16 * 1024;
const LIMITS = { ...DEFAULT_LIMITS, totalBytes: MAX_LINE };

/**
 * Reads one line of a file as a fact of its kind.
 *
 * @param at when it became true, where the line does not say so; RFC 3339
 */
export function parseImportLine(bytes: Uint8Array, kind: ImportKind, at: string): Parsed<Fact> {
  const json = parseJson(bytes, LIMITS);
  if (!json.ok) return json;
  const { value } = json;
  const unsafe = inspect(value, LIMITS);
  if (unsafe) return { ok: false, problems: [unsafe] };
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { ok: false, problems: [{ code: 'wrong_type', pointer: '', detail: 'must be an object' }] };
  const types: readonly string[] = IMPORTS[kind];
  const { type = types[0] } = value as { type?: unknown };
  if (typeof type !== 'string' || !types.includes(type)) {
    const detail = `must be one of ${types.join(', ')}`;
    return { ok: false, problems: [{ code: 'unknown_value', pointer: '/type', detail }] };
  }
  return parseFact({ at, ...value, type }, '');
}
