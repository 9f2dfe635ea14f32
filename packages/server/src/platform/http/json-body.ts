import {
  compileSchema,
  DEFAULT_LIMITS,
  inspect,
  type Limits,
  type Parsed,
  parseJson,
} from '@safeward/engine';
import type { Static, TSchema } from 'typebox';
import type { Refusal } from '../problem/problem.ts';
import { HTTP_PROBLEMS } from './problems.ts';

/** Of bodies that are no JSON: 400. What is JSON but not what was asked for is 422. */
const UNREADABLE: ReadonlySet<string> = new Set(['malformed_json', 'invalid_utf8']);

export type ReadBody<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * Makes the reader of one route's bodies. What it gives has the schema's shape; what it refuses names the field.
 *
 * @param limits of the whole body, and of nothing else
 */
export function bodyReader<S extends TSchema>(
  schema: S,
  limits: Limits = DEFAULT_LIMITS,
): (body: unknown) => ReadBody<Static<S>> {
  const compiled = compileSchema(schema);
  return (body) => {
    // A request without a body has none, which is no JSON either.
    const parsed: Parsed<unknown> = parseJson(Buffer.isBuffer(body) ? body : new Uint8Array(), limits);
    if (!parsed.ok) {
      const unreadable = parsed.problems.some(({ code }) => UNREADABLE.has(code));
      const kind = unreadable ? HTTP_PROBLEMS.malformed : HTTP_PROBLEMS.invalidBody;
      return { ok: false, refusal: { kind, errors: parsed.problems } };
    }
    // What JSON allows and no table can hold: NUL, half a character.
    const unsafe = inspect(parsed.value, limits);
    if (unsafe) return { ok: false, refusal: { kind: HTTP_PROBLEMS.invalidBody, errors: [unsafe] } };
    if (compiled.check(parsed.value)) return { ok: true, value: parsed.value as Static<S> };
    return {
      ok: false,
      refusal: { kind: HTTP_PROBLEMS.invalidBody, errors: compiled.problems(parsed.value) },
    };
  };
}
