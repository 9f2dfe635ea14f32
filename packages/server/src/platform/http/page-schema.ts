import { prose, text } from './page-text.ts';

/** The parts of JSON Schema that are shown. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
}

/** One line of a table: a field by its path from the top. */
interface Field {
  readonly path: string;
  readonly depth: number;
  readonly required: boolean;
  readonly schema: Schema;
}

/** A shape as a table of its fields, those of fields as well; what is no object is named in one line. */
export function renderFields(given: unknown): string {
  const schema = given as Schema;
  const fields = fieldsOf(schema, '', 0);
  const lead = schema.description === undefined ? '' : `<p>${prose(schema.description)}</p>`;
  if (fields.length === 0) return `${lead}<p>${typeName(schema)}</p>`;
  const rows = fields.map(
    ({ path, depth, required, schema: field }) =>
      `<tr class="d${Math.min(depth, 3)}"><td><code>${text(path)}</code>${required ? '<i>required</i>' : ''}</td><td>${typeName(field)}</td><td>${prose(field.description ?? '')}</td></tr>`,
  );
  return `${lead}<table class="fields">${rows.join('')}</table>`;
}

function fieldsOf(schema: Schema, path: string, depth: number): Field[] {
  const inner = [schema, ...(schema.anyOf ?? [])];
  return inner.flatMap(({ properties, required = [], items }) => [
    ...Object.entries(properties ?? {}).flatMap(([name, field]) => {
      const here = path === '' ? name : `${path}.${name}`;
      return [
        { path: here, depth, required: required.includes(name), schema: field },
        ...fieldsOf(field, here, depth + 1),
      ];
    }),
    ...(items ? fieldsOf(items, `${path}[]`, depth) : []),
  ]);
}

/** Always HTML: what comes from a schema is escaped here. */
export function typeName(given: unknown): string {
  const schema = given as Schema;
  if (schema.$ref !== undefined) {
    const name = text(schema.$ref.split('/').at(-1) ?? '');
    return `<a href="#schema-${name}">${name}</a>`;
  }
  if (schema.enum !== undefined) return schema.enum.map(code).join(' ');
  if (schema.const !== undefined) return code(schema.const);
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeName).join(' or ');
  if (schema.items !== undefined) return `list of ${typeName(schema.items)}${counted(schema)}`;
  if (schema.format === 'date-time') return 'date and time';
  return `${text(schema.type ?? 'anything')}${counted(schema)}`;
}

function code(value: unknown): string {
  return `<code>${text(String(value))}</code>`;
}

function counted({ minimum, maximum, minItems, maxItems, maxLength }: Schema): string {
  const from = minimum ?? minItems;
  const to = maximum ?? maxItems;
  // The largest whole number is no limit that anybody has to know.
  if (to !== undefined && to < Number.MAX_SAFE_INTEGER) return `, ${from ?? 0} to ${to}`;
  return maxLength === undefined ? '' : `, up to ${maxLength}`;
}
