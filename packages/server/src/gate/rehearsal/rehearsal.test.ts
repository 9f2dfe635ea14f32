import type { Event } from '@safeward/engine';
import { Errors } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey } from '../../platform/keys/index.ts';
import {
  type Body,
  type Client,
  connect,
  eventually,
  someEvent,
  startTestServer,
  type TestServer,
} from '../../test-kit/index.ts';
import { DecisionSchema } from '../schema.ts';
import { FORCED } from './forced.ts';

let gate: TestServer;
let test: Client;
beforeAll(async () => {
  gate = await startTestServer();
  test = await testKey();
});
afterAll(() => gate.close());

async function testKey(more: { readonly shadow?: boolean } = {}, at: TestServer = gate): Promise<Client> {
  const { key } = await createKey(at.server.database.pool, {
    name: 'tests',
    scopes: ['decide', 'explain'],
    test: true,
    ...more,
  });
  return connect(at.url, key);
}

/** What is held for real: a stranger's first message to a child. */
const TO_A_CHILD: Partial<Event> = {
  target: { id: 'u2', age: { band: '13_15' } },
  relationship: { connected: false },
};
const SECOND_MS = 1_000;

type Expected = Readonly<Record<string, unknown>>;

/** What each id asks for, of an event that would be held for real. */
const ANSWERS: readonly (readonly [id: string, status: number, expected: Expected])[] = [
  ['test:allow', 200, { action: 'allow', reasons: [] }],
  ['test:nudge', 200, { action: 'nudge', tell: { actor: 'This is a test of nudge.' } }],
  ['test:limit', 200, { action: 'limit', limits: ['strip_links', 'blur_images'] }],
  ['test:hold:recipient', 200, { action: 'hold', until: 'recipient' }],
  ['test:hold:guardian', 200, { action: 'hold', until: 'guardian' }],
  ['test:hold:reviewer', 200, { action: 'hold', until: 'reviewer' }],
  ['test:hold:sender_confirms', 200, { action: 'hold', until: 'sender_confirms' }],
  ['test:hold:time', 200, { action: 'hold', until: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) }],
  ['test:block', 200, { action: 'block', reasons: [expect.objectContaining({ measure: 'test' })] }],
  ['test:timeout', 200, { action: 'hold', until: 'recipient' }],
  ['test:degraded', 200, { action: 'hold', until: 'recipient', degraded: ['database'] }],
  ['test:overloaded', 429, { code: 'overloaded' }],
  ['test:rate_limited', 429, { code: 'rate_limited' }],
  ['test:conflict', 422, { code: 'idempotency_conflict' }],
  ['test:error', 500, { code: 'internal' }],
  ['test:something else', 200, { action: 'hold', until: 'recipient' }],
];

it('there is an answer for every id that asks for one', () => {
  expect(ANSWERS.map(([id]) => id).filter((id) => FORCED.has(id))).toEqual([...FORCED.keys()]);
});

describe.each(ANSWERS)('an event of the id %s', (id, status, expected) => {
  it(`is answered ${status} with a test key`, async () => {
    const answer = await test.decide(someEvent({ ...TO_A_CHILD, id }), '?deadline_ms=50');
    expect([answer.status, answer.json]).toMatchObject([status, expected]);
    if (status !== 200) return;
    expect(answer.json).toMatchObject({ event: id, record: null, test: true });
    expect(answer.json.practice).toMatch(/^test-house@1\.0\.0#sha256:/);
    expect([...Errors(DecisionSchema, answer.json)]).toEqual([]);
  });

  it('is nothing special with another key', async () => {
    const { status: real, json } = await gate.decide(someEvent({ ...TO_A_CHILD, id }));
    expect([real, json]).toMatchObject([200, { action: 'hold', until: 'recipient' }]);
    expect(json.record).not.toBeNull();
    expect(json).not.toHaveProperty('test');
  });
});

describe('the id that asks for', () => {
  it('a timeout is answered a second after the deadline', async () => {
    const { json } = await test.decide(someEvent({ id: 'test:timeout' }), '?deadline_ms=100');
    // Of the hundred milliseconds a quarter is left in any case.
    expect(json.timing_ms?.total).toBeGreaterThan(SECOND_MS);
  });

  it('a refusal that passes says when to come again', async () => {
    for (const id of ['test:overloaded', 'test:rate_limited'])
      expect((await test.decide(someEvent({ id }))).headers.get('retry-after')).toBe('1');
  });

  it('a degraded answer has what the practice says for that kind', async () => {
    const degraded = async (event: Partial<Event>) =>
      (await test.decide(someEvent({ ...event, id: 'test:degraded' }))).json;
    // Of messages the practice says `closed`, of posts `open`.
    expect(await degraded({ kind: 'message' })).toMatchObject({ action: 'hold', until: 'reviewer' });
    expect(await degraded({ kind: 'post' })).toMatchObject({ action: 'allow', degraded: ['database'] });
  });
});

describe('what a test key decides', () => {
  it('is decided for real where its id asks for nothing', async () => {
    const told = async (event: Event) => (await test.decide(event)).json;
    expect(await told(someEvent())).toMatchObject({ action: 'allow', record: null, test: true });
    expect(await told(someEvent({ content: { text: 'a free prize' } }))).toMatchObject({
      action: 'block',
      reasons: [{ measure: 'spam.prize' }],
      test: true,
    });
  });

  it('is recorded nowhere, and its event may come again with another body', async () => {
    const event = someEvent();
    const { json } = await test.decide(event);
    expect((await gate.ask(`/v1/decisions/${json.id}`)).status).toBe(404);
    expect((await test.decide({ ...event, content: { text: 'a free prize' } })).json.action).toBe('block');
    const { pool } = gate.server.database;
    const { rows } = await pool.query('select from gate.decision where event_id = $1', [event.id]);
    expect(rows).toEqual([]);
    expect((await gate.decide(event)).json).toMatchObject({ action: 'allow', event: event.id });
  });

  it('counts in no metric but its own', async () => {
    const at = await startTestServer();
    try {
      const client = await testKey({}, at);
      for (const id of ['test:block', 'test:overloaded', 'an-id', 'test:error'])
        await client.decide(someEvent({ id, content: { text: 'a free prize' } }));
      expect((await client.decide({ id: 'no event' })).status).toBe(422);
      const counted = async (name: string) =>
        (await at.ask('/metrics')).text.split('\n').filter((line) => line.startsWith(name));
      const NAMES = ['safeward_decisions_total', 'safeward_refused_total', 'safeward_measure_matches_total'];
      expect(await counted('safeward_test_decisions_total')).toEqual(['safeward_test_decisions_total 4']);
      for (const name of NAMES) expect([name, await counted(name)]).toEqual([name, []]);
      // That these are the names is seen where they count.
      await at.decide(someEvent({ content: { text: 'a free prize' } }));
      await at.decide({ id: 'no event' });
      for (const name of NAMES) expect([name, await counted(name)]).not.toEqual([name, []]);
    } finally {
      await at.close();
    }
  });

  it('comes in batches as well', async () => {
    const events = ['test:block', 'test:error', 'test:overloaded', 'plain'].map((id) => someEvent({ id }));
    const { status, json } = await test.ask('/v1/decisions/batch', { body: { events } });
    expect(status).toBe(200);
    const answers = json.decisions?.map(({ action, code }) => action ?? code);
    expect(answers).toEqual(['block', 'internal', 'overloaded', 'allow']);
    const none = [someEvent({ id: 'test:overloaded' }), someEvent({ id: 'test:overloaded' })];
    const full = await test.ask('/v1/decisions/batch', { body: { events: none } });
    expect([full.status, full.json.code]).toEqual([429, 'overloaded']);
  });

  it('is only reported in shadow, but for what its id asks for', async () => {
    const quiet = await testKey({ shadow: true });
    const told = async (event: Event) => (await quiet.decide(event)).json;
    expect(await told(someEvent(TO_A_CHILD))).toMatchObject({
      action: 'allow',
      would: { action: 'hold' },
      test: true,
    });
    expect(await told(someEvent({ id: 'test:block' }))).toMatchObject({ action: 'block', test: true });
  });

  it('is nothing that a guard hears of', async () => {
    const { json } = await gate.ask('/v1/practices', {
      body: { files: [{ path: 'p.yaml', text: HOLDS_ALL }] },
    });
    const { hash } = json as { hash?: string };
    const guards = [{ watch: 'held', above: 0, minutes: 1, at_least: 1 }];
    await gate.ask(`/v1/practices/${hash}/activate`, { body: { stage: 'enforce', guards } });
    for (let n = 0; n < 5; n++)
      expect((await test.decide(someEvent())).json).toMatchObject({ action: 'hold', test: true });
    const label = async () => (await gate.ask('/v1/practice')).json.practice ?? '';
    // Longer than guards are left unasked.
    await new Promise((resolve) => setTimeout(resolve, SECOND_MS));
    expect(await label()).toMatch(/^holds-all@/);
    // The same with a key that counts ends it.
    await gate.decide(someEvent());
    await eventually(async () => (await label()).startsWith('test-house@'));
  });
});

const HOLDS_ALL = `
practice: holds-all
version: 1.0.0
title: Everything waits
measures:
  - id: all
    title: Everything waits
    when: actor.id != ''
    do: hold
    until: reviewer
`;

describe('a test key', () => {
  it('can be told by its looks, and passes for nothing else', async () => {
    expect(test.key).toMatch(/^sw_test_[0-9a-z]{12}_/);
    for (const [key, other] of [
      [test.key, test.key.replace('sw_test_', 'sw_')],
      [gate.key, gate.key.replace('sw_', 'sw_test_')],
    ] as const) {
      expect((await connect(gate.url, key).decide(someEvent())).status).toBe(200);
      expect((await connect(gate.url, other).decide(someEvent())).status).toBe(401);
    }
  });

  it('is not made for what leaves a trace', async () => {
    const { pool } = gate.server.database;
    const wanted = { name: 'x', scopes: ['decide', 'facts'], test: true } as const;
    await expect(createKey(pool, wanted)).rejects.toThrow(/key_test/);
  });

  it('may ask for explanations', async () => {
    const { status, json } = await test.ask('/v1/explain', { body: someEvent(TO_A_CHILD) });
    expect([status, (json as { outcome?: Body }).outcome?.action]).toEqual([200, 'hold']);
  });
});
