import { GATE_PROBLEMS, HTTP_PROBLEMS, type OpenApi, type ProblemKind } from '@safeward/server';
import { code, page, table, wrap } from './markdown.ts';
import { fieldsOf, fieldTable, type Schema, wordsFor } from './schema.ts';

type Operation = OpenApi['paths'][string][string];

/** `docs/reference/http-api.md`, from the document that the server itself shows at `/openapi.json`. */
export function httpApiPage(api: OpenApi): string {
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  return page(
    '# The HTTP API: reference',
    wrap(
      'JSON in UTF-8 in both directions. A key goes into `Authorization: Bearer sw_…` or `x-api-key: sw_…`; the table says which scope it needs. Every answer has an `x-request-id`; send one, and it is yours. A running server shows this page at `/docs`, and the same as an OpenAPI 3.1 document at `/openapi.json`, which is also kept as [openapi.json](openapi.json).',
    ),
    table(
      ['', 'scope', 'what it does'],
      operations.map(({ method, path, operation }) => [
        `[${code(`${method} ${path}`)}](#${anchorOf(method, path)})`,
        operation['x-scope'] ?? 'no key',
        operation.summary,
      ]),
    ),
    ...operations.flatMap(({ method, path, operation }) => operationPart(method, path, operation)),
    '## Problems',
    wrap(
      'Every refusal is `application/problem+json` (RFC 9457). `code` says which one and stays the same; `errors` lists what is wrong with the input, each with a JSON pointer. A `429` or `503` says in `Retry-After` after how many seconds to try again.',
    ),
    problemTable(),
    '## Shapes',
    ...Object.entries(api.components.schemas).flatMap(([name, schema]) => shapePart(name, schema as Schema)),
  );
}

function operationPart(method: string, path: string, operation: Operation): readonly string[] {
  const { summary, description, parameters = [], requestBody, responses } = operation;
  const body = requestBody?.content['application/json'];
  const scope = operation['x-scope'];
  return [
    `## \`${method} ${path}\``,
    wrap(
      `${summary}${/[.?]$/.test(summary) ? '' : '.'} ${description ?? ''} ${scope ? `Needs a key with the scope \`${scope}\`.` : 'Needs no key.'}`,
    ),
    table(
      ['parameter', 'in', 'value', 'meaning'],
      parameters.map(({ name, in: where, schema, description: meaning }) => [
        code(name),
        where === 'path' ? 'the address' : 'the query',
        wordsFor(schema as Schema),
        meaning ?? '',
      ]),
    ),
    body === undefined ? '' : bodyPart(body.schema as Schema, body.example),
    table(
      ['answer', '', ''],
      Object.entries(responses)
        .filter(([status]) => status !== 'default')
        .map(([status, { description: meaning, content = {} }]) => [
          code(status),
          meaning,
          Object.entries(content).map(contentOf).join(', '),
        ]),
    ),
  ];
}

function bodyPart(schema: Schema, example: unknown): string {
  const shape = schema.$ref === undefined ? `\n\n${fieldTable(fieldsOf(schema))}` : ` ${wordsFor(schema)}.`;
  return `Body:${shape}\n\nFor example:\n\n\`\`\`json generated\n${JSON.stringify(example, null, 2)}\n\`\`\``;
}

function contentOf([type, content]: readonly [string, unknown]): string {
  const { schema } = content as { readonly schema?: Schema };
  if (schema === undefined) return code(type);
  if (schema.$ref !== undefined) return wordsFor(schema);
  const fields = Object.entries(schema.properties ?? {});
  return fields.map(([name, inner]) => `${code(name)}: ${wordsFor(inner)}`).join('; ');
}

function shapePart(name: string, schema: Schema): readonly string[] {
  return [`### ${name}`, schema.description ?? '', fieldTable(fieldsOf(schema))];
}

function problemTable(): string {
  const kinds: readonly ProblemKind[] = [...Object.values(HTTP_PROBLEMS), ...Object.values(GATE_PROBLEMS)];
  const once = new Map(kinds.map((kind) => [kind.code, kind]));
  return table(
    ['status', 'code', 'title'],
    [...once.values()]
      .toSorted((a, b) => a.status - b.status)
      .map(({ status, code: name, title }) => [String(status), code(name), title]),
  );
}

/** As GitHub makes it of the heading. */
function anchorOf(method: string, path: string): string {
  return `${method} ${path}`
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_\- ]/gu, '')
    .replaceAll(' ', '-');
}

/** `docs/reference/openapi.json`. */
export function openApiFile(api: OpenApi): string {
  return `${JSON.stringify(api, null, 2)}\n`;
}
