import { code, codes, table } from './markdown.ts';

/** The parts of a JSON Schema that are told in a table. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly default?: unknown;
  readonly description?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** TypeBox marks its schemas with what is no JSON; this is the schema as it is published. */
export function plainSchema(schema: object): Schema {
  return JSON.parse(JSON.stringify(schema)) as Schema;
}

export interface FieldRow {
  /** `actor.age.band`; `[]` for each item of a list, `*` for any name. */
  readonly path: string;
  readonly schema: Schema;
  readonly required: boolean;
}

/** From so many fields on that all take the same, one row tells them together. */
const ALIKE = 4;

/** Every field of an object, those of nested objects after their owner; a shape that comes again is told once. */
export function fieldsOf(schema: Schema): readonly FieldRow[] {
  return collect(schema, '', new Map());
}

/** @param told shapes that were told already → where */
function collect(schema: Schema, base: string, told: Map<string, string>): readonly FieldRow[] {
  const alike = fieldsAlike(schema);
  if (alike !== null) {
    const [first, names] = alike;
    const description = `For any of ${codes(names)}. ${first.description ?? ''}`;
    return [{ path: `${base}.<name>`, schema: { ...first, description }, required: false }];
  }
  const required = new Set(schema.required);
  return [
    ...Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, inner] as const),
    ...Object.values(schema.patternProperties ?? {}).map((inner) => ['*', inner] as const),
  ].flatMap(([name, inner]) => {
    const path = base === '' ? name : `${base}.${name}`;
    const row = { path, schema: inner, required: required.has(name) };
    const shape = JSON.stringify(objectIn(inner)?.properties ?? null);
    const earlier = shape.length < SHORT ? undefined : told.get(shape);
    if (earlier !== undefined) {
      const description = `${inner.description ?? ''} The fields are those of ${code(earlier)}.`;
      return [{ ...row, schema: { ...inner, description } }];
    }
    told.set(shape, path);
    return [row, ...innerFields(inner, path, told)];
  });
}

/** A shape of a field or two is told again where it comes again. */
const SHORT = 200;

function objectIn(schema: Schema): Schema | undefined {
  if (schema.items) return objectIn(schema.items);
  if (schema.anyOf) return schema.anyOf.find(({ properties }) => properties !== undefined);
  return schema;
}

function fieldsAlike({ properties = {} }: Schema): readonly [Schema, readonly string[]] | null {
  const [first, ...rest] = Object.values(properties);
  if (first === undefined || rest.length + 1 < ALIKE || first.properties !== undefined) return null;
  const text = JSON.stringify(first);
  return rest.every((other) => JSON.stringify(other) === text) ? [first, Object.keys(properties)] : null;
}

function innerFields(schema: Schema, path: string, told: Map<string, string>): readonly FieldRow[] {
  if (schema.items) return innerFields(schema.items, `${path}[]`, told);
  if (schema.anyOf) return schema.anyOf.flatMap((option) => innerFields(option, path, told));
  return collect(schema, path, told);
}

export function fieldTable(rows: readonly FieldRow[]): string {
  return table(
    ['field', 'value', '', 'meaning'],
    rows.map(({ path, schema, required }) => [
      code(path),
      wordsFor(schema),
      required ? 'required' : '',
      schema.description ?? '',
    ]),
  );
}

/** What may stand there, in words. */
export function wordsFor(schema: Schema): string {
  const { $ref, enum: values, anyOf, items, type, format } = schema;
  if ($ref !== undefined) return `[${nameOf($ref)}](#${nameOf($ref).toLowerCase()})`;
  if (values) return codes(values.map(String));
  if (schema.const !== undefined) return code(String(schema.const));
  if (anyOf) return anyOf.map(wordsFor).join(', or ');
  if (items) return `list of ${items.properties ? 'objects' : wordsFor(items)}${countOf(schema)}`;
  if (format === 'date-time') return 'date and time with a zone (RFC 3339), such as `2026-11-24T10:00:00Z`';
  switch (type) {
    case 'string':
      return `text${lengthOf(schema)}`;
    case 'boolean':
      return '`true` or `false`';
    case 'integer':
    case 'number':
      return `${type === 'integer' ? 'whole number' : 'number'}${rangeOf(schema)}`;
    case 'object':
      return 'object';
    case 'null':
      return '`null`';
    default:
      return 'any JSON';
  }
}

function nameOf(ref: string): string {
  return ref.split('/').at(-1) ?? ref;
}

function lengthOf({ minLength, maxLength, pattern }: Schema): string {
  const parts = [
    ...(maxLength === undefined ? [] : [`${minLength ?? 0} to ${maxLength} characters`]),
    ...(pattern === undefined ? [] : [`like ${code(pattern)}`]),
  ];
  return parts.length === 0 ? '' : `, ${parts.join(', ')}`;
}

function rangeOf({ minimum, maximum, default: usual }: Schema): string {
  const most = maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  const range =
    minimum !== undefined && most !== undefined
      ? ` from ${minimum} to ${most}`
      : minimum !== undefined
        ? `, ${minimum} or more`
        : '';
  return `${range}${usual === undefined ? '' : `; ${String(usual)} if left out`}`;
}

function countOf({ minItems, maxItems }: Schema): string {
  if (maxItems !== undefined) return `; ${minItems ?? 0} to ${maxItems} of them`;
  return minItems === undefined ? '' : `; at least ${minItems}`;
}
