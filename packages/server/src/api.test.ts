import { Validator } from '@seriousme/openapi-schema-validator';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenApi, Operation } from './platform/http/openapi.ts';
import { createKey } from './platform/keys/index.ts';
import { requireApproval } from './practices/index.ts';
import {
  type Ask,
  connect,
  eventually,
  someEvent,
  startTestServer,
  type TestServer,
} from './test-kit/index.ts';
import { prepareConsultations } from './voice/consultations/test-kit/prepared.ts';

let gate: TestServer;
let api: OpenApi;
/** Of consultations, which open and close by it. */
let clock = Date.parse('2026-11-30T10:00:00Z');
let consultationAt: (path: string) => Promise<string>;
beforeAll(async () => {
  gate = await startTestServer({ clock: () => clock });
  api = (await gate.ask('/openapi.json')).json as unknown as OpenApi;
  consultationAt = prepareConsultations(gate, gate.server.database.pool, (time) => {
    clock = Date.parse(time);
  });
});
afterAll(() => gate.close());

const operations = () =>
  Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

/** The schema of an answer with its references put in place, as the validator of JSON Schema wants them. */
function answerSchema(operation: Operation, status: string): object | undefined {
  const content = Object.values(operation.responses[status]?.content ?? {})[0] as
    | { schema?: object }
    | undefined;
  return content?.schema && (inPlace(content.schema) as object);
}

function inPlace(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(inPlace);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $ref } = schema as { $ref?: string };
  if ($ref !== undefined) return inPlace(api.components.schemas[$ref.replace('#/components/schemas/', '')]);
  return Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, inPlace(value)]));
}

describe('the OpenAPI document', () => {
  it('is a valid one of version 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone({ ...api }));
    expect(errors ?? []).toEqual([]);
    expect([valid, validator.version]).toEqual([true, '3.1']);
  });

  it('describes every route once, in words', () => {
    const routes = gate.server.routes.filter(({ method }) => method !== 'HEAD');
    expect(
      operations()
        .map(({ path, method }) => `${method} ${path}`)
        .sort(),
    ).toEqual(
      routes
        .map(
          ({ url, method }) =>
            `${method.toLowerCase()} ${url.replaceAll(/\/:(\w+)/g, '/{$1}').replace('*', '{path}')}`,
        )
        .sort(),
    );
    const names = operations().map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const { operation } of operations()) expect(operation.summary).not.toBe('');
  });

  it('refers to nothing that is not there, and holds no other marks of the schema library', () => {
    const text = JSON.stringify(api);
    for (const [, name = ''] of text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g))
      expect(Object.keys(api.components.schemas)).toContain(name);
    expect(text).not.toMatch(/"~\w|"\$id"/);
  });

  it('says what a key must be allowed to do', () => {
    for (const { operation } of operations())
      expect(operation.security.length > 0).toBe(operation['x-scope'] !== undefined);
  });
});

/** What has to be there before an operation can work, and how it is called: by the beginning of its address. */
const PREPARED: readonly (readonly [string, () => Promise<string>])[] = [
  ['/v1/decisions/{id}/resolution', async () => (await gate.decide(HELD())).json.id ?? ''],
  ['/v1/decisions/{id}', async () => (await gate.decide(someEvent())).json.id ?? ''],
  ['/v1/evidence/{decision}', proven],
  ['/log/tile/{path}', async () => `0/000.p/${(await gate.ask('/log/checkpoint')).text.split('\n')[1]}`],
  ['/v1/practices/{hash}', () => uploaded('1.0.0')],
  ['/v1/practices/activations/{id}/approve', askedForByAnother],
  ['/v1/practices/activations/{id}/end', async () => activated(await uploaded('1.2.0'), 'shadow')],
  ['/v1/practices/rollback', async () => activated(await uploaded('1.3.0'), 'enforce')],
  ['/v1/banks/{name}', bankOfPhrases],
  ['/v1/webhooks/{id}', async () => (await gate.ask('/v1/webhooks', { body: HOOK })).json.id ?? ''],
];
/** A stranger's first word to a child, which waits for the child. */
const HELD = () =>
  someEvent({ target: { id: 'u2', age: { band: '13_15' } }, relationship: { connected: false } });
const HOOK = { url: 'https://example.com/safeward' };

async function proven(): Promise<string> {
  const { json } = await gate.decide(someEvent());
  await eventually(async () => (await gate.ask(`/v1/evidence/${json.id}`)).status === 200);
  return json.id ?? '';
}

async function bankOfPhrases(): Promise<string> {
  await gate.ask('/v1/banks', { body: { name: 'PHRASES', kind: 'phrase' } });
  return 'PHRASES';
}

async function uploaded(version: string): Promise<string> {
  const files = [{ path: 'p.yaml', text: `practice: other\nversion: ${version}\nmeasures: []\n` }];
  const { json } = await gate.ask('/v1/practices', { body: { files } });
  return (json as { hash?: string }).hash ?? '';
}

async function activated(hash: string, stage: string): Promise<string> {
  return String((await gate.ask(`/v1/practices/${hash}/activate`, { body: { stage } })).json.id);
}

async function askedForByAnother(): Promise<string> {
  const { pool } = gate.server.database;
  const { key } = await createKey(pool, { name: 'another', scopes: ['practices'] });
  await requireApproval(pool, true);
  const another = connect(gate.url, key);
  const path = `/v1/practices/${await uploaded('1.1.0')}/activate`;
  const { json } = await another.ask(path, { body: { stage: 'enforce' } });
  await requireApproval(pool, false);
  return String(json.id);
}

async function addressOf(path: string): Promise<string> {
  if (/consultations\/\{/.test(path)) return consultationAt(path);
  const found = PREPARED.find(([beginning]) => path.startsWith(beginning));
  const name = found ? await found[1]() : '';
  return path.replace(/\{\w+\}/, name);
}

/** An example as a client sends it. */
async function sentAs(type: string, example: unknown): Promise<Ask> {
  switch (type) {
    case '':
      return {};
    case 'application/x-www-form-urlencoded':
      return {
        body: String(new URLSearchParams(example as Record<string, string>)),
        headers: { 'content-type': type },
      };
    case 'multipart/form-data': {
      const form = new FormData();
      for (const [name, value] of Object.entries(example as object)) form.set(name, JSON.stringify(value));
      const encoded = new Response(form);
      return {
        body: await encoded.text(),
        headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
      };
    }
    default:
      return { body: example };
  }
}

describe('every operation', () => {
  it('works as its example says, and answers what it promises', async () => {
    for (const { path, method, operation } of operations()) {
      const address = await addressOf(path);
      const [bodyType, { example }] = Object.entries(operation.requestBody?.content ?? {})[0] ?? ['', {}];
      const sent = await sentAs(bodyType, example);
      const answer = await gate.ask(address, { method: method.toUpperCase(), ...sent });
      const promised = Object.keys(operation.responses).find((status) => status.startsWith('2')) ?? '';
      expect([address, answer.status]).toEqual([address, Number(promised)]);
      const [type] = Object.keys(operation.responses[promised]?.content ?? {});
      expect([address, answer.headers.get('content-type')?.split(';')[0]]).toEqual([address, type]);
      const schema = answerSchema(operation, promised);
      if (schema === undefined) continue;
      const problems = Compile(schema).Errors(answer.json);
      expect([address, [...problems]]).toEqual([address, []]);
    }
  }, 240_000);

  it('answers a refusal with a problem as it is described', async () => {
    const refused = await gate.ask('/v1/decisions', { body: '{}' });
    const schema = answerSchema(api.paths['/v1/decisions']?.post as Operation, '422');
    expect([...Compile(schema as object).Errors(refused.json)]).toEqual([]);
  });

  it('lists the refusals that a caller can run into', () => {
    const statuses = (path: string, method: string) =>
      Object.keys(api.paths[path]?.[method]?.responses ?? {}).sort();
    expect(statuses('/v1/decisions', 'post')).toEqual([
      '200',
      '400',
      '401',
      '403',
      '413',
      '415',
      '422',
      '429',
      'default',
    ]);
    expect(statuses('/v1/decisions/{id}', 'get')).toEqual([
      '200',
      '401',
      '403',
      '404',
      '429',
      '503',
      'default',
    ]);
    expect(statuses('/livez', 'get')).toEqual(['200', 'default']);
  });
});

describe('the page', () => {
  it.each(['/', '/docs'])(
    'at %s shows every operation and shape, runs nothing and loads nothing',
    async (path) => {
      const { status, headers, text } = await gate.ask(path);
      expect(status).toBe(200);
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/);
      expect(text).not.toMatch(/<script|<img|<link|\bsrc=|@import|url\(/i);
      for (const { operation } of operations()) expect(text).toContain(`id="${operation.operationId}"`);
      for (const name of Object.keys(api.components.schemas)) expect(text).toContain(`id="schema-${name}"`);
    },
  );

  it('leads nowhere that is not there', async () => {
    const { text } = await gate.ask('/docs');
    const ids = new Set([...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const anchors = [...text.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(anchors.filter((anchor) => !ids.has(anchor))).toEqual([]);
    expect(anchors.length).toBeGreaterThan(10);
  });

  it('balances its elements', async () => {
    const { text } = await gate.ask('/docs');
    const open: string[] = [];
    for (const [, closing, name = ''] of text.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*>/g)) {
      if (name === 'meta' || name === 'br') continue;
      if (closing === '') open.push(name);
      else expect(open.pop()).toBe(name);
    }
    expect(open).toEqual([]);
  });
});
