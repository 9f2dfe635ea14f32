import type { OpenApi } from '@safeward/server';
import { compile, type JSONSchema } from 'json-schema-to-typescript';

/** Component of the API document → the name that the client gives its type. */
const NAMES: Readonly<Record<string, string>> = {
  Event: 'Event',
  Decision: 'Decision',
  DecisionList: 'DecisionPage',
  Explanation: 'Explanation',
  Resolution: 'Resolution',
  Problem: 'Problem',
};

const BANNER = `/* Generated from the API document by \`npm run docs\`; not to be edited. */\n`;

/** `packages/client/src/api.ts`: the shapes of the API, as the server's own document describes them. */
export async function clientTypes(api: OpenApi): Promise<string> {
  const definitions = Object.fromEntries(
    Object.entries(NAMES).map(([component, name]) => {
      const schema = api.components.schemas[component];
      if (schema === undefined) throw new TypeError(`the API document has no component ${component}`);
      return [name, asDefinition(schema, name)];
    }),
  );
  const schema = {
    title: 'Api',
    type: 'object',
    properties: Object.fromEntries(
      Object.keys(definitions).map((name) => [name, { $ref: `#/definitions/${name}` }]),
    ),
    definitions,
  } as JSONSchema;
  const text = await compile(schema, 'Api', {
    bannerComment: '',
    additionalProperties: false,
    declareExternallyReferenced: true,
    strictIndexSignatures: true,
    // A list of at most twenty would become twenty-one tuples.
    ignoreMinAndMaxItems: true,
    style: { singleQuote: true, printWidth: 110 },
  });
  return BANNER + withoutRoot(text);
}

/** References between components become references between definitions; a `title` would rename the type. */
function asDefinition(schema: unknown, title: string): unknown {
  const text = JSON.stringify(schema).replaceAll(/#\/components\/schemas\/(\w+)/g, (_, component: string) => {
    return `#/definitions/${NAMES[component] ?? component}`;
  });
  const { $id: _, ...rest } = JSON.parse(text) as Record<string, unknown>;
  return { ...rest, title };
}

/** The one interface that only held the others together. */
function withoutRoot(text: string): string {
  return text.replace(/(?:\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*)?export interface Api \{[\s\S]*?\n\}\n/, '');
}
