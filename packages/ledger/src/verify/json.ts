import { fails, proven, type Verdict } from './verdict.ts';

export type Fields = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text that has to be one JSON object. @param what is named where it is none */
export function readObject(text: string, what: string): Verdict<Fields> {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return fails('malformed', what, 'is not JSON');
  }
  return isObject(read) ? proven(read) : fails('malformed', what, 'is no object');
}
