import { compileSchema, type Parsed, type Problem } from '@safeward/engine';
import { FACT_SCHEMAS, FACT_TYPES, type Fact, type FactType, isFactType } from './fact.ts';

const compiled = Object.fromEntries(
  Object.entries(FACT_SCHEMAS).map(([type, schema]) => [type, compileSchema(schema)]),
) as Record<FactType, ReturnType<typeof compileSchema>>;

/** Checks one fact against the shape of its own type. @param pointer where it stands, for what is wrong with it */
export function parseFact(value: unknown, pointer: string): Parsed<Fact> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse([{ code: 'wrong_type', pointer, detail: 'must be an object' }]);
  const { type } = value as { type?: unknown };
  if (!isFactType(type))
    return refuse([
      {
        code: 'unknown_value',
        pointer: `${pointer}/type`,
        detail: `must be one of ${FACT_TYPES.join(', ')}`,
      },
    ]);
  const schema = compiled[type];
  return schema.check(value) ? { ok: true, value: value as Fact } : refuse(schema.problems(value, pointer));
}

function refuse(problems: readonly Problem[]): Parsed<never> {
  return { ok: false, problems };
}
