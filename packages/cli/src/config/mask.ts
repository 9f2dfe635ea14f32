import { visible } from '../output/visible.ts';
import type { Setting, Value } from './settings.ts';

const HIDDEN = '***';
/** What may stand in the query of an address and be a secret. */
const SECRET = /pass|secret|token|key/i;

/** A value as it may be shown: no password in it. */
export function masked(setting: Pick<Setting, 'kind'>, value: Value): Value {
  return setting.kind === 'database' ? maskedAddress(String(value)) : value;
}

/** The address of a database without its password; what cannot be read as an address is not shown at all. */
export function maskedAddress(address: string): string {
  const url = URL.parse(address);
  if (url === null || !/^postgres(?:ql)?:$/.test(url.protocol)) return HIDDEN;
  if (url.password !== '') url.password = HIDDEN;
  for (const name of [...url.searchParams.keys()]) if (SECRET.test(name)) url.searchParams.set(name, HIDDEN);
  return url.href;
}

/** A value that somebody wrote, quoted in a sentence. */
export function inspectValue(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'object' && !Array.isArray(value)) return 'an object';
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  return `“${visible(Array.isArray(value) ? value.map(String).join(', ') : String(value))}”`;
}
