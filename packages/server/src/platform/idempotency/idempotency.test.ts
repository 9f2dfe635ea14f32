import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Answer,
  type Client,
  connect,
  eventually,
  someEvent,
  startTestServer,
  type TestServer,
} from '../../test-kit/index.ts';
import type { Pool } from '../database/index.ts';
import { createKey, SCOPES } from '../keys/index.ts';
import { removeOld } from './store.ts';

let gate: TestServer;
let pool: Pool;
beforeAll(async () => {
  gate = await startTestServer();
  ({ pool } = gate.server.database);
});
afterAll(() => gate.close());

let names = 0;
function newName(): string {
  names += 1;
  return `name-${names}`;
}
const told = ({ status, text, headers }: Answer) => ({
  status,
  text,
  type: headers.get('content-type'),
  replayed: headers.get('idempotency-replayed'),
});
const send = (path: string, body: unknown, name: string, client: Client = gate) =>
  client.ask(path, { method: 'POST', body, headers: { 'idempotency-key': name } });

const HOOK = { url: 'https://example.com/safeward' };
const FACTS = { facts: [{ type: 'deleted', account: 'u9', at: '2026-11-24T10:00:00Z' }] };
const hooks = async () =>
  (JSON.parse((await gate.ask('/v1/webhooks')).text) as { webhooks: readonly unknown[] }).webhooks.length;

async function heldDecision(): Promise<string> {
  const event = someEvent({
    target: { id: 'u2', age: { band: '13_15' } },
    relationship: { connected: false },
  });
  return (await gate.decide(event)).json.id ?? '';
}
async function upload(version: string): Promise<string> {
  const files = [{ path: 'p.yaml', text: `practice: other\nversion: ${version}\nmeasures: []\n` }];
  const { text } = await gate.ask('/v1/practices', { body: { files } });
  return (JSON.parse(text) as { hash: string }).hash;
}
async function activate(stage: string): Promise<string> {
  const hash = await upload(`2.${names}.0`);
  const { text } = await gate.ask(`/v1/practices/${hash}/activate`, { body: { stage } });
  return String((JSON.parse(text) as { id: number }).id);
}
async function hook(): Promise<string> {
  return (await gate.ask('/v1/webhooks', { body: HOOK })).json.id ?? '';
}

async function bank(): Promise<string> {
  const name = `BANK_${newName().slice(5)}`;
  await gate.ask('/v1/banks', { body: { name, kind: 'phrase' } });
  return name;
}

const CONSULTATION_ROUTES = [
  '',
  '/:id/analysed',
  '/:id/answers',
  '/:id/answers/:answer/release',
  '/:id/answers/:answer/withdraw',
  '/:id/archive',
  '/:id/checklist',
  '/:id/close',
  '/:id/documents/:document',
  '/:id/extend',
  '/:id/late',
  '/:id/open',
  '/:id/plan',
  '/:id/publish',
  '/:id/quotes',
  '/:id/readings',
  '/:id/response',
  '/:id/themes/:theme',
].map((rest) => `/v1/consultations${rest}`);

type Case = readonly [route: string, () => Promise<readonly [path: string, body: unknown]>];

/** Every route that honours it, by what is sent. */
const ROUTES: readonly Case[] = [
  ['/v1/facts', async () => ['/v1/facts', FACTS]],
  [
    '/v1/practices',
    async () => [
      '/v1/practices',
      { files: [{ path: 'p.yaml', text: 'practice: x\nversion: 1.0.0\nmeasures: []\n' }] },
    ],
  ],
  [
    '/v1/practices/:hash/activate',
    async () => [`/v1/practices/${await upload('1.0.1')}/activate`, { stage: 'shadow' }],
  ],
  [
    '/v1/practices/activations/:id/approve',
    async () => ['/v1/practices/activations/1000/approve', undefined],
  ],
  [
    '/v1/practices/activations/:id/end',
    async () => [`/v1/practices/activations/${await activate('shadow')}/end`, {}],
  ],
  [
    '/v1/practices/rollback',
    async () => {
      await activate('enforce');
      return ['/v1/practices/rollback', {}];
    },
  ],
  ['/v1/webhooks', async () => ['/v1/webhooks', HOOK]],
  ['/v1/webhooks/:id/rotate', async () => [`/v1/webhooks/${await hook()}/rotate`, undefined]],
  ['/v1/webhooks/:id/replay', async () => [`/v1/webhooks/${await hook()}/replay`, undefined]],
  [
    '/v1/decisions/:id/resolution',
    async () => [
      `/v1/decisions/${await heldDecision()}/resolution`,
      { by: 'u2', as: 'recipient', outcome: 'release' },
    ],
  ],
  ['/v1/polls/check', async () => ['/v1/polls/check', {}]],
  ['/v1/polls/weights', async () => ['/v1/polls/weights', {}]],
  ['/v1/polls/tables', async () => ['/v1/polls/tables', {}]],
  ['/v1/polls/claims', async () => ['/v1/polls/claims', {}]],
  ['/v1/banks', async () => ['/v1/banks', { name: `BANK_${newName().slice(5)}`, kind: 'phrase' }]],
  [
    '/v1/banks/:name/entries',
    async () => [`/v1/banks/${await bank()}/entries`, { entries: [{ value: 'x' }] }],
  ],
  [
    '/v1/banks/:name/entries/remove',
    async () => [`/v1/banks/${await bank()}/entries/remove`, { values: ['x'] }],
  ],
  ['/v1/moderations', async () => ['/v1/moderations', { input: 'hello there' }]],
  ...['analyze', 'suggestscore'].map(
    (verb): Case => [
      `/v1alpha1/comments:${verb}`,
      async () => [
        `/v1alpha1/comments:${verb}`,
        {
          comment: { text: 'hello there' },
          requestedAttributes: { TOXICITY: {} },
          attributeScores: { TOXICITY: { summaryScore: { value: 0 } } },
        },
      ],
    ],
  ),
  // Whatever comes of it is told again, a refusal too: here there is no such consultation.
  ...CONSULTATION_ROUTES.map(
    (route): Case => [
      route,
      async () => [
        route
          .replace(':id', 'con_none')
          .replace(':answer', `ans_${'0'.repeat(26)}`)
          .replace(/:(?:document|theme)/u, 'none'),
        {},
      ],
    ],
  ),
];

describe.each(ROUTES)('POST %s', (_route, prepare) => {
  it('is done once, and answered the same each time', async () => {
    const [path, body] = await prepare();
    const name = newName();
    const first = told(await send(path, body, name));
    expect(first.replayed).toBeNull();
    expect(told(await send(path, body, name))).toEqual({ ...first, replayed: 'true' });
    expect(told(await send(path, body, `"${name}"`))).toEqual({ ...first, replayed: 'true' });
  });
});

it('the routes that honour it are these, and every other POST is a decision, names what it writes, or asks for nothing to be done', () => {
  const posts = gate.server.routes.filter(({ method }) => method === 'POST');
  const honouring = posts.filter(({ doc }) => doc.idempotent);
  expect(honouring.map(({ url }) => url).sort()).toEqual(ROUTES.map(([route]) => route).sort());
  expect(
    posts
      .filter(({ doc }) => !doc.idempotent)
      .map(({ url }) => url)
      .sort(),
  ).toEqual([
    // Writes an answer of which the link is the name: sent again, it is the same answer.
    '/consultations/:slug/answers/:link',
    '/v1/banks/match',
    '/v1/decisions',
    '/v1/decisions/batch',
    '/v1/decisions/form',
    '/v1/explain',
  ]);
});

describe('a request with an idempotency key', () => {
  it('is done again without one', async () => {
    const before = await hooks();
    const name = newName();
    for (let n = 0; n < 3; n++) await send('/v1/webhooks', HOOK, name);
    expect(await hooks()).toBe(before + 1);
    await gate.ask('/v1/webhooks', { body: HOOK });
    expect(await hooks()).toBe(before + 2);
  });

  it.each<[string, string, unknown]>([
    ['another body', '/v1/webhooks', { ...HOOK, types: ['alarm'] }],
    ['the same in other bytes', '/v1/webhooks', JSON.stringify(HOOK, null, 1)],
    ['another address', '/v1/facts', HOOK],
    ['another query', '/v1/webhooks?x=1', HOOK],
  ])('is refused for %s', async (_name, path, body) => {
    const name = newName();
    expect((await send('/v1/webhooks', HOOK, name)).status).toBe(201);
    const refused = await send(path, body, name);
    expect([refused.status, refused.json.code]).toEqual([422, 'idempotency_key_reused']);
    expect((await send('/v1/webhooks', HOOK, name)).status).toBe(201);
  });

  it('is told its refusal again', async () => {
    const name = newName();
    const first = told(await send('/v1/webhooks', { url: 'nowhere' }, name));
    expect([first.status, first.type]).toEqual([422, 'application/problem+json; charset=utf-8']);
    expect(told(await send('/v1/webhooks', { url: 'nowhere' }, name))).toEqual({
      ...first,
      replayed: 'true',
    });
  });

  it('is another one under another key', async () => {
    const { key } = await createKey(pool, { name: 'other', scopes: SCOPES });
    const name = newName();
    const one = told(await send('/v1/webhooks', HOOK, name));
    const other = told(await send('/v1/webhooks', HOOK, name, connect(gate.url, key)));
    expect([one.status, other.status, other.replayed]).toEqual([201, 201, null]);
    expect(other.text).not.toBe(one.text);
  });

  it('is refused where its key is none', async () => {
    const refused = await send('/v1/webhooks', HOOK, 'a b');
    expect([refused.status, refused.json.code]).toEqual([400, 'invalid_idempotency_key']);
  });

  it('waits for nobody while the first is under way, and has its answer afterwards', async () => {
    const name = newName();
    const blocker = await pool.connect();
    try {
      await blocker.query('begin; lock table webhooks.endpoint in access exclusive mode');
      const first = send('/v1/webhooks', HOOK, name);
      await eventually(async () => (await rowsOf(name)).length === 1);
      const second = await send('/v1/webhooks', HOOK, name);
      expect([second.status, second.json.code, second.headers.get('retry-after')]).toEqual([
        409,
        'request_under_way',
        '1',
      ]);
      await blocker.query('commit');
      const answered = told(await first);
      expect(answered.status).toBe(201);
      expect(told(await send('/v1/webhooks', HOOK, name))).toEqual({ ...answered, replayed: 'true' });
    } finally {
      blocker.release(true);
    }
  });

  it('is done once, however many come at the same time', async () => {
    const before = await hooks();
    const name = newName();
    const answers = await Promise.all(Array.from({ length: 20 }, () => send('/v1/webhooks', HOOK, name)));
    expect(answers.filter(({ status }) => ![201, 409].includes(status))).toEqual([]);
    expect(new Set(answers.filter(({ status }) => status === 201).map(({ text }) => text)).size).toBe(1);
    expect(await hooks()).toBe(before + 1);
  });

  it('is not done again where the first was lost', async () => {
    const name = newName();
    await send('/v1/webhooks', HOOK, name);
    await pool.query(
      `update idempotency.request set status = null, content_type = null, answer = null,
         began_at = clock_timestamp() - interval '10 minutes' where name = $1`,
      [name],
    );
    const before = await hooks();
    const refused = await send('/v1/webhooks', HOOK, name);
    expect([refused.status, refused.json.code]).toEqual([409, 'request_under_way']);
    expect(refused.headers.get('retry-after')).toBeNull();
    expect(refused.json.detail).toMatch(/may have taken effect/);
    expect(await hooks()).toBe(before);
  });

  it('is a new one after a day', async () => {
    const [one, other] = [newName(), newName()];
    const first = told(await send('/v1/webhooks', HOOK, one));
    await send('/v1/webhooks', HOOK, other);
    await pool.query(
      `update idempotency.request set began_at = began_at - interval '24 hours' where name = any ($1)`,
      [[one, other]],
    );
    const again = told(await send('/v1/webhooks', HOOK, one));
    expect([again.status, again.replayed]).toEqual([201, null]);
    expect(again.text).not.toBe(first.text);
    expect(told(await send('/v1/webhooks', HOOK, one))).toEqual({ ...again, replayed: 'true' });
    expect(await removeOld(pool)).toBe(1);
    expect([(await rowsOf(one)).length, (await rowsOf(other)).length]).toEqual([1, 0]);
  });

  it('leaves nothing of its body behind but a hash', async () => {
    const name = newName();
    await send(
      '/v1/facts',
      { facts: [{ type: 'deleted', account: 'somebody', at: '2026-11-24T10:00:00Z' }] },
      name,
    );
    const [row = ''] = await rowsOf(name);
    expect(row).toContain('taken');
    expect(row).not.toContain('somebody');
  });
});

async function rowsOf(name: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ row: string }>(
    'select r::text as row from idempotency.request r where name = $1',
    [name],
  );
  return rows.map(({ row }) => row);
}

it('a decision does not need it', async () => {
  const name = newName();
  const [one, other] = [someEvent(), someEvent()];
  expect((await send('/v1/decisions', one, name)).json.event).toBe(one.id);
  expect((await send('/v1/decisions', other, name)).json.event).toBe(other.id);
});
