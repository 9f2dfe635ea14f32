import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Settings } from 'typebox/system';
import type { Problem } from '../problem.ts';

/** A problem, and, where a closed list was missed, the list and what was given instead. */
export interface SchemaProblem extends Problem {
  readonly allowed?: readonly string[];
  readonly got?: string;
}

export interface CheckedSchema {
  check(value: unknown): boolean;
  /** Every way in which `value` misses the schema, with pointers below `base`. */
  problems(value: unknown, base?: string): SchemaProblem[];
}

/** Problems told of one value: enough to mend it, too few to make an answer long. */
export const PROBLEMS_MAX = 100;
// TypeBox stops after eight by itself, and tells an unknown field twice.
Settings.Set({ maxErrors: PROBLEMS_MAX * 3 });

/** Compiles a schema into a check and an explanation of what it refuses. */
export function compileSchema(schema: TSchema): CheckedSchema {
  const compiled = Compile(schema);
  return {
    check: (value) => compiled.Check(value),
    problems: (value, base = '') => {
      const told = new Map<string, SchemaProblem>();
      for (const problem of compiled.Errors(value).flatMap((error) => explain(error, value, base))) {
        const key = `${problem.code} ${problem.pointer}`;
        if (told.size < PROBLEMS_MAX && !told.has(key)) told.set(key, problem);
      }
      return [...told.values()];
    },
  };
}

/** JSON pointer (RFC 6901) of a path. */
export function pointerOf(path: readonly (string | number)[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

const UNKNOWN = 'is not a field that is known here';

interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: object;
  readonly message: string;
}

function explain(error: SchemaError, root: unknown, base: string): SchemaProblem[] {
  const pointer = base + error.instancePath;
  const params = error.params as Record<string, unknown>;
  const one = (code: string, detail: string): SchemaProblem[] => [{ code, pointer, detail }];
  switch (error.keyword) {
    case 'boolean':
      // The schema `false`: what an object has beyond its properties. Told again, all together, below.
      return one('unknown_field', UNKNOWN);
    case 'additionalProperties':
      return strings(params.additionalProperties).map((name) => ({
        code: 'unknown_field',
        pointer: pointer + pointerOf([name]),
        detail: UNKNOWN,
      }));
    case 'required':
      return strings(params.requiredProperties).map((name) => ({
        code: 'missing_field',
        pointer: pointer + pointerOf([name]),
        detail: 'is required',
      }));
    case 'enum': {
      const allowed = strings(params.allowedValues);
      const got = valueAt(root, error.instancePath);
      return [
        {
          code: 'unknown_value',
          pointer,
          detail: `must be one of ${allowed.join(', ')}`,
          allowed,
          ...(typeof got === 'string' ? { got } : {}),
        },
      ];
    }
    case 'type':
      return one(
        'wrong_type',
        `must be ${params.type === 'object' ? 'an object' : `of type ${String(params.type)}`}`,
      );
    case 'format':
      return one('bad_time', 'must be a date and time with a zone (RFC 3339), such as 2026-11-24T10:00:00Z');
    case 'minLength':
      return one(
        'too_short',
        params.limit === 1 ? 'must not be empty' : `is shorter than ${String(params.limit)} characters`,
      );
    case 'maxLength':
      return one('too_long', `is longer than ${String(params.limit)} characters`);
    case 'maxItems':
      return one('too_many', `holds more than ${String(params.limit)}`);
    case 'minimum':
    case 'maximum':
      return one('out_of_range', error.message);
    case 'pattern':
      return String(params.pattern).includes('+/')
        ? one('bad_base64', 'must be Base64')
        : one('bad_form', 'has characters that cannot stand here, or has them in another order than needed');
    case 'anyOf':
      return one('unknown_value', 'fits none of the shapes that are allowed here');
    default:
      return one('invalid', error.message);
  }
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function valueAt(root: unknown, instancePath: string): unknown {
  let value = root;
  for (const step of instancePath.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[step.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return value;
}
