import type { TSchema } from 'typebox';
import { IDEMPOTENCY_PROBLEMS, KEPT_HOURS } from '../idempotency/index.ts';
import { ProblemSchema } from '../problem/schema.ts';
import { RATE_PROBLEMS } from '../rate-limit/index.ts';
import { REPLAYED } from './idempotent.ts';
import { HTTP_PROBLEMS } from './problems.ts';
import type { RegisteredRoute } from './route.ts';

/** The parts of OpenAPI 3.1 that are written and shown here. */
export interface OpenApi {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, unknown>>;
    readonly securitySchemes: Readonly<Record<string, unknown>>;
  };
}

export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly 'x-scope'?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly required: true;
    readonly content: Readonly<Record<string, { readonly schema: unknown; readonly example: unknown }>>;
  };
  readonly responses: Readonly<
    Record<
      string,
      {
        readonly description: string;
        readonly headers?: Readonly<Record<string, unknown>>;
        readonly content?: Readonly<Record<string, unknown>>;
      }
    >
  >;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: unknown;
}

/** Every route that takes a key can refuse one. */
const OF_ANY_KEY = [HTTP_PROBLEMS.unauthenticated, HTTP_PROBLEMS.lacksScope, RATE_PROBLEMS.limited];

/** What a route that honours it says of `Idempotency-Key`. */
const IDEMPOTENCY_KEY: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: `Names this request, so that it can be sent again without being done again: for ${KEPT_HOURS} hours it gets the same answer.`,
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};
const IF_REPLAYED = {
  [REPLAYED]: {
    description: '`true` where this is the answer that was given before.',
    schema: { type: 'string', const: 'true' },
  },
};
const OF_ANY_NAME = Object.values(IDEMPOTENCY_PROBLEMS);

/** What the rest of an address is called, which Fastify calls `*`. */
const REST = 'path';

/** The API as its routes describe themselves. Schemas with an `$id` become components. */
export function createOpenApi(routes: readonly RegisteredRoute[]): OpenApi {
  const components: Record<string, unknown> = {};
  const problem = place(ProblemSchema, components);
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of routes) {
    // HEAD is answered wherever GET is, and says nothing of its own.
    if (route.method === 'HEAD') continue;
    const path = route.url.replaceAll(/\/:(\w+)/g, '/{$1}').replace(/\*$/, `{${REST}}`);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: toOperation(route, components, problem) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Safeward',
      version: '1',
      description:
        'An online service sends every interaction here before it is delivered, and does what the decision says.',
    },
    paths,
    components: {
      schemas: inOrder(components),
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'A key, `sw_…`.' } },
    },
  };
}

/** What is sent, what comes back, and last what goes wrong. */
function inOrder({
  Problem,
  ...others
}: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { ...others, Problem };
}

function toOperation(
  { method, url, doc, query, params }: RegisteredRoute,
  components: Record<string, unknown>,
  problem: unknown,
): Operation {
  const parameters = [
    ...parametersOf(query, 'query'),
    ...parametersOf(params, 'path'),
    ...(doc.idempotent ? [IDEMPOTENCY_KEY] : []),
  ];
  const body = doc.body && { schema: place(doc.body.schema, components), example: doc.body.example };
  const answers = Object.entries(doc.answers).map(([status, { description, schema, type }]) => {
    const content = schema
      ? { 'application/json': { schema: place(schema, components) } }
      : { [type ?? 'application/json']: {} };
    return [status, { description, ...(doc.idempotent && { headers: IF_REPLAYED }), content }] as const;
  });
  const problemContent = { 'application/problem+json': { schema: problem } };
  const all = [
    ...(doc.access === 'public' ? [] : OF_ANY_KEY),
    ...(doc.refusals ?? []),
    ...(doc.idempotent ? OF_ANY_NAME : []),
  ];
  const kinds = [...new Map(all.map((kind) => [kind.code, kind])).values()];
  const refusals = [...Map.groupBy(kinds, ({ status }) => status)].map(([status, same]) => {
    const description = same.map(({ code, title }) => `\`${code}\`: ${title}`).join(' ');
    return [String(status), { description, content: problemContent }] as const;
  });
  return {
    operationId: operationId(method, url),
    tags: [doc.tag],
    summary: doc.summary,
    ...(doc.description !== undefined && { description: doc.description }),
    security: doc.access === 'public' ? [] : [{ key: [] }],
    ...(doc.access !== 'public' && { 'x-scope': doc.access }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: { required: true, content: { [doc.body?.type ?? 'application/json']: body } },
    }),
    responses: {
      ...Object.fromEntries([...answers, ...refusals]),
      default: { description: 'A problem.', content: problemContent },
    },
  };
}

/** `getV1DecisionsId` */
function operationId(method: string, url: string): string {
  const words = url.split(/[^a-zA-Z0-9]+/).filter((word) => word !== '');
  const capitals = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return method.toLowerCase() + capitals.join('');
}

function parametersOf(schema: TSchema | undefined, where: Parameter['in']): Parameter[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = plain(schema) as {
    properties?: Record<string, { description?: string }>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: where,
    required: required.includes(name),
    ...(description !== undefined && { description }),
    schema: rest,
  }));
}

/** Named schemas are moved to the components and referred to, wherever they stand. */
function place(schema: unknown, components: Record<string, unknown>): unknown {
  if (Array.isArray(schema)) return schema.map((item) => place(item, components));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $id, ...rest } = schema as { $id?: unknown };
  const placed = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, place(value, components)]),
  );
  if (typeof $id !== 'string') return placed;
  components[$id] = placed;
  return { $ref: `#/components/schemas/${$id}` };
}

/** TypeBox keeps its own marks on a schema, which are no JSON. */
function plain(schema: TSchema): unknown {
  return JSON.parse(JSON.stringify(schema));
}
