import type { OpenApi, Operation, Parameter } from './openapi.ts';
import { renderFields, typeName } from './page-schema.ts';
import { STYLE } from './page-style.ts';
import { prose, text } from './page-text.ts';

interface Entry {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}

/**
 * The API on one page, made from its OpenAPI document: no script, nothing loaded from elsewhere.
 *
 * @param base where the reader reached us, for the commands to try: `http://127.0.0.1:8080`
 */
export function renderPage(api: OpenApi, base: string): string {
  const entries = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Entry => ({ path, method, operation })),
  );
  const groups = [...Map.groupBy(entries, ({ operation }) => operation.tags[0] ?? '')];
  const shapes = Object.entries(api.components.schemas);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(api.info.title)} API</title><style>${STYLE}</style></head><body>
<nav aria-label="Contents"><p class="home"><a href="#top">${text(api.info.title)}</a></p>
${groups.map(([tag, members]) => `<h2>${text(tag)}</h2><ul>${members.map(navItem).join('')}</ul>`).join('\n')}
<h2>Shapes</h2><ul>${shapes.map(([name]) => `<li><a href="#schema-${text(name)}">${text(name)}</a></li>`).join('')}</ul></nav>
<main id="top"><header><h1>${text(api.info.title)} API</h1><p class="lead">${prose(api.info.description)}</p>
<p>Send your key as <code>Authorization: Bearer sw_…</code>. Every refusal is <code>application/problem+json</code>
with a stable <code>code</code> and, where a field is at fault, a <code>pointer</code> to it: see
<a href="#schema-Problem">Problem</a>. The same as data: <a href="/openapi.json">/openapi.json</a>.</p></header>
${groups.map(([tag, members]) => `<h2 class="group">${text(tag)}</h2>${members.map((entry) => renderOperation(entry, base)).join('\n')}`).join('\n')}
<h2 class="group">Shapes</h2>
${shapes.map(([name, schema]) => `<section id="schema-${text(name)}"><h3>${text(name)}</h3>${renderFields(schema)}</section>`).join('\n')}
</main></body></html>`;
}

function navItem({ path, method, operation }: Entry): string {
  return `<li><a href="#${operation.operationId}">${badge(method)} ${text(path)}</a></li>`;
}

function badge(method: string): string {
  return `<b class="method ${method}">${method.toUpperCase()}</b>`;
}

function renderOperation({ path, method, operation }: Entry, base: string): string {
  const { parameters = [], requestBody, summary, description } = operation;
  const body = requestBody?.content['application/json'];
  const scope = operation['x-scope'];
  return `<section id="${operation.operationId}">
<h3>${badge(method)} <code>${text(path)}</code> <span class="scope">${scope === undefined ? 'no key needed' : `scope ${text(scope)}`}</span></h3>
<p class="summary">${prose(summary)}${/[.?]$/.test(summary) ? '' : '.'}</p>
${description === undefined ? '' : `<p>${prose(description)}</p>`}
${parameters.length > 0 ? `<h4>Parameters</h4>${renderParameters(parameters)}` : ''}
${body ? `<h4>Body</h4>${renderFields(body.schema)}` : ''}
<h4>Try it</h4><pre>${text(curl(base, path, method, scope !== undefined, body?.example))}</pre>
<h4>Answers</h4>${renderAnswers(operation)}
</section>`;
}

function renderParameters(parameters: readonly Parameter[]): string {
  const rows = parameters.map(
    ({ name, schema, description, required }) =>
      `<tr><td><code>${text(name)}</code>${required ? '<i>required</i>' : ''}</td><td>${typeName(schema)}</td><td>${prose(description ?? '')}</td></tr>`,
  );
  return `<table class="fields">${rows.join('')}</table>`;
}

function renderAnswers({ responses }: Operation): string {
  const rows = Object.entries(responses).flatMap(([status, { description, content }]) => {
    if (status === 'default') return [];
    const schema = Object.values(content ?? {}).map((one) => (one as { schema?: unknown }).schema)[0];
    const isProblem = 'application/problem+json' in (content ?? {});
    const shape = schema === undefined || isProblem ? '' : renderFields(schema);
    return [
      `<tr><td><b class="status s${status.charAt(0)}">${status}</b></td><td>${prose(description)}${shape}</td></tr>`,
    ];
  });
  return `<table class="answers">${rows.join('')}</table>`;
}

/** For a shell in which the key is in SAFEWARD_KEY. */
function curl(base: string, path: string, method: string, needsKey: boolean, example: unknown): string {
  const lines = [`curl ${base}${path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => name.toUpperCase())}`];
  if (needsKey) lines.push(`-H "authorization: Bearer $SAFEWARD_KEY"`);
  if (method === 'post') lines.push(`-H 'content-type: application/json'`);
  if (example !== undefined) lines.push(`-d '${JSON.stringify(example, null, 2).replaceAll("'", "'\\''")}'`);
  return lines.join(' \\\n  ');
}
