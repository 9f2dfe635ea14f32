import type { OpenApi, Operation } from './openapi.ts';

/** The API on one page, made from its OpenAPI document: no script, nothing loaded from elsewhere. */
export function renderPage(api: OpenApi): string {
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(api.info.title)} API</title><style>${STYLE}</style></head><body>
<header><h1>${text(api.info.title)} API</h1><p>${text(api.info.description)}</p>
<p>Send your key as <code>Authorization: Bearer sw_…</code>. Every refusal is
<code>application/problem+json</code> with a stable <code>code</code> and a <code>pointer</code> to the field.
The same as data: <a href="/openapi.json">/openapi.json</a>.</p></header>
<nav><ul>${operations.map(({ path, method, operation }) => `<li><a href="#${operation.operationId}"><b class="${method}">${method.toUpperCase()}</b> <code>${text(path)}</code></a> ${text(operation.summary)}</li>`).join('\n')}</ul></nav>
<main>${operations.map(({ path, method, operation }) => renderOperation(path, method, operation)).join('\n')}
<h2>Shapes</h2>
${Object.entries(api.components.schemas)
  .map(
    ([name, schema]) =>
      `<section id="schema-${text(name)}"><h3>${text(name)}</h3>${renderSchema(schema)}</section>`,
  )
  .join('\n')}</main></body></html>`;
}

function renderOperation(path: string, method: string, operation: Operation): string {
  const { parameters = [], requestBody } = operation;
  const body = requestBody?.content['application/json'];
  const answers = Object.entries(operation.responses).filter(([status]) => status !== 'default');
  return `<section id="${operation.operationId}">
<h2><b class="${method}">${method.toUpperCase()}</b> <code>${text(path)}</code></h2>
<p>${text(operation.summary)}. ${operation.description ? prose(operation.description) : ''}</p>
<p class="scope">${operation['x-scope'] ? `Needs a key with the scope <code>${text(operation['x-scope'])}</code>.` : 'Needs no key.'}</p>
${parameters.length > 0 ? `<table><tr><th>parameter</th><th>type</th><th></th></tr>${parameters.map((one) => row(one.name, one.schema, one.description, one.required)).join('')}</table>` : ''}
${body ? `<h4>Body</h4>${renderSchema(body.schema)}<pre>${text(JSON.stringify(body.example, null, 2))}</pre>` : ''}
<h4>Answers</h4><table>${answers
    .map(
      ([status, { description, content }]) =>
        `<tr><td><code>${status}</code></td><td>${prose(description)} ${Object.values(content ?? {})
          .map(schemaLink)
          .join('')}</td></tr>`,
    )
    .join('')}</table>
</section>`;
}

function schemaLink(content: unknown): string {
  const schema = (content as { schema?: unknown }).schema;
  return schema === undefined ? '' : typeName(schema);
}

function renderSchema(schema: unknown): string {
  const { properties, required = [], description, $ref } = schema as SchemaParts;
  if ($ref !== undefined) return `<p>${typeName(schema)}</p>`;
  const rows = Object.entries(properties ?? {}).map(([name, property]) =>
    row(name, property, (property as SchemaParts).description, required.includes(name)),
  );
  const lead = description === undefined ? '' : `<p>${prose(description)}</p>`;
  return rows.length > 0 ? `${lead}<table>${rows.join('')}</table>` : `${lead}<p>${typeName(schema)}</p>`;
}

function row(name: string, schema: unknown, description: string | undefined, required: boolean): string {
  return `<tr><td><code>${text(name)}</code>${required ? '<i>*</i>' : ''}</td><td>${typeName(schema)}</td><td>${prose(description ?? '')}${nested(schema)}</td></tr>`;
}

function nested(schema: unknown): string {
  const { properties, items } = schema as SchemaParts;
  if (properties !== undefined) return renderSchema({ ...(schema as object), description: undefined });
  return items !== undefined && items !== null ? nested(items) : '';
}

interface SchemaParts {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly items?: unknown;
  readonly anyOf?: readonly unknown[];
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Always HTML: what comes from a schema is escaped here. */
function typeName(schema: unknown): string {
  const parts = schema as SchemaParts;
  if (parts.$ref !== undefined) {
    const name = text(parts.$ref.split('/').at(-1) ?? '');
    return `<a href="#schema-${name}">${name}</a>`;
  }
  if (parts.enum !== undefined)
    return parts.enum.map((value) => `<code>${text(String(value))}</code>`).join(' ');
  if (parts.const !== undefined) return `<code>${text(String(parts.const))}</code>`;
  if (parts.anyOf !== undefined) return parts.anyOf.map(typeName).join(' or ');
  if (parts.items !== undefined) return `list of ${typeName(parts.items)}`;
  const range =
    parts.maximum !== undefined && parts.minimum !== undefined ? ` ${parts.minimum}–${parts.maximum}` : '';
  return text(`${parts.format ?? parts.type ?? 'any'}${range}`);
}

function prose(markdown: string): string {
  return text(markdown).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}

function text(raw: string): string {
  return raw
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const STYLE = `
:root{color-scheme:light dark;--line:#8884;--soft:#8881;--get:#0a7f4f;--post:#2458c5}
@media (prefers-color-scheme:dark){:root{--get:#4fd39a;--post:#8fb0ff}}
body{font:16px/1.5 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem}
h1{margin-bottom:0}h2{margin:0 0 .5rem;font-size:1.2rem}h4{margin:1rem 0 .3rem}
section{border-top:1px solid var(--line);padding:1.2rem 0}
code,pre{font:.9em ui-monospace,monospace}pre{background:var(--soft);padding:.8rem;overflow:auto;border-radius:.4rem}
table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.25rem .8rem .25rem 0;border-top:1px solid var(--line)}
td table{font-size:.95em}nav ul{list-style:none;padding:0}b.get{color:var(--get)}b.post{color:var(--post)}
a{color:inherit}.scope{opacity:.8}i{color:#c33;font-style:normal;margin-left:.15em}`;
